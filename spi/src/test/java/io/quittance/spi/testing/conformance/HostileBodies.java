package io.quittance.spi.testing.conformance;

import static java.nio.charset.StandardCharsets.UTF_16;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What nobody means well with. */
final class HostileBodies {

    private static final int MEGABYTE = 1 << 20;
    private static final int DEEP = 100_000;

    private HostileBodies() {}

    /** Bodies by what is wrong with them, in words that go on from "a body that is". */
    static Map<String, Buffer> all(Buffer genuine) {
        Map<String, Buffer> bodies = new LinkedHashMap<>();
        bodies.put("empty", Buffer.buffer());
        bodies.put("only spaces", Buffer.buffer("   \r\n"));
        bodies.put("1 MB of one letter", Buffer.buffer("a".repeat(MEGABYTE)));
        bodies.put("1 MB of text in a field", Buffer.buffer("{\"conformance\":\"" + "a".repeat(MEGABYTE) + "\"}"));
        bodies.put("an array", Buffer.buffer("[").appendBuffer(genuine).appendString("]"));
        bodies.put("null", Buffer.buffer("null"));
        bodies.put("a number", Buffer.buffer("42"));
        bodies.put("a text", Buffer.buffer("\"payment\""));
        bodies.put("a form", Buffer.buffer("id=1&status=paid&amount=100"));
        bodies.put("an empty object", Buffer.buffer("{}"));
        bodies.put("an object of another kind", Buffer.buffer("{\"conformance\":{\"id\":1}}"));
        bodies.put("nested 100,000 arrays deep", Buffer.buffer("[".repeat(DEEP)));
        bodies.put("nested 100,000 objects deep", Buffer.buffer("{\"a\":".repeat(DEEP)));
        bodies.put("nested 65 deep", Buffer.buffer("{\"a\":".repeat(65) + "1" + "}".repeat(65)));
        bodies.put("cut in the middle", genuine.getBuffer(0, genuine.length() / 2));
        bodies.put("followed by another object", genuine.copy().appendString("{}"));
        bodies.put("with a byte order mark", Buffer.buffer("\uFEFF").appendBuffer(genuine));
        bodies.put("in UTF-16", Buffer.buffer(genuine.toString().getBytes(UTF_16)));
        bodies.put("with a slash that is encoded too long", withBytes((byte) 0xC0, (byte) 0xAF));
        bodies.put("with half a character", withBytes((byte) 0xED, (byte) 0xA0, (byte) 0x80));
        bodies.put("with a byte that is no UTF-8", withBytes((byte) 0xFF));
        bodies.put("with a NUL byte", withBytes((byte) 0));
        bodies.put("with an escaped NUL", Buffer.buffer("{\"conformance\":\"\\u0000\"}"));
        bodies.put("with an escaped half of a character", Buffer.buffer("{\"conformance\":\"\\ud800\"}"));
        bodies.put("with a number of 1,000 digits", Buffer.buffer("{\"conformance\":" + "9".repeat(1_000) + "}"));
        bodies.put("with a huge exponent", Buffer.buffer("{\"conformance\":1e999999999}"));
        bodies.put("with a key that is there twice", twice(genuine));
        return bodies;
    }

    private static Buffer withBytes(byte... bytes) {
        return Buffer.buffer("{\"conformance\":\"").appendBytes(bytes).appendString("\"}");
    }

    private static Buffer twice(Buffer genuine) {
        String text = genuine.toString().strip();
        return Buffer.buffer(
                "{\"conformance\":1,\"conformance\":2" + (text.equals("{}") ? "" : ",") + text.substring(1));
    }
}
