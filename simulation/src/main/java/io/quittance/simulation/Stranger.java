package io.quittance.simulation;

import io.vertx.core.buffer.Buffer;

/**
 * What somebody else than the provider sends.
 *
 * @param letter the request
 * @param answer the status code that it must be answered with
 */
public record Stranger(Letter letter, int answer) {

    private static final int BAD_REQUEST = 400;

    /** The letter, with a body that is no JSON object that anybody should read. */
    public static Stranger malformed(Chance chance, Letter letter) {
        String body = letter.body().toString();
        Buffer unreadable = chance.oneOf(
                Buffer.buffer(body.substring(0, body.length() / 2)),
                Buffer.buffer("[" + body + "]"),
                Buffer.buffer(body + body),
                Buffer.buffer("{\"id\":1,\"id\":2}"),
                Buffer.buffer("{\"a\":".repeat(100) + "1" + "}".repeat(100)),
                Buffer.buffer(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}),
                Buffer.buffer());
        return new Stranger(letter.withBody(unreadable), BAD_REQUEST);
    }
}
