package com.example.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.conformance.Recording;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What was recorded at Acme: replace the files with what your provider really posts and answers, payer data made up. */
final class Recordings {

    static final String SIGNING_KEY = "signing key";

    private Recordings() {}

    static Buffer file(String name) {
        try (InputStream file = Recordings.class.getResourceAsStream(name + ".json")) {
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recording notification(String name) {
        return new Recording(name, file(name));
    }

    /** As Acme posts it. */
    static TestingNotification signed(Buffer body) {
        return TestingNotification.of("")
                .withBody(body)
                .withHeader("Content-Type", "application/json")
                .withHeader("X-Acme-Signature", signature(body));
    }

    /** Written anew from Acme's documents: a test that signs with the plugin's own code would share its mistakes. */
    private static String signature(Buffer body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SIGNING_KEY.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
