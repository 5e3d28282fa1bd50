package io.quittance.spi.testing.conformance;

import io.vertx.core.buffer.Buffer;

/**
 * The body of a notification as the provider posts it.
 *
 * @param name for people who read a failure
 * @param body its bytes
 */
public record Recording(String name, Buffer body) {

    /** A recording of text. */
    public static Recording of(String name, String body) {
        return new Recording(name, Buffer.buffer(body));
    }
}
