package io.quittance.provider.secuconnect;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The example payloads beside the tests; the ids in them are invented, except in the vendor's page. */
final class Fixtures {

    static final String PAYMENT_ID = "PCI_7KQ2M9XTR4V0B6HZ1ND8WJ5YCF3GSA";
    static final String REFUND_ID = "PCI_R0D5YH3NX8TB2QW7KZ6JC1VFMG94SP";
    static final String CHARGED_BACK_ID = "PCI_1VZ8N4XQ6TB0KM3HRW9DJ2YC7F5GSE";
    static final String OLD_FORMAT_ID = "qwmrtzkpldfh11940672";

    private Fixtures() {}

    static String text(String name) {
        try (InputStream resource = Fixtures.class.getResourceAsStream(name + ".json")) {
            return new String(Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonObject json(String name) {
        return new JsonObject(text(name));
    }

    /** The paid payment with another simple and detailed status. */
    static JsonObject payment(long simple, long detailed) {
        JsonObject payment = json("payment-paid");
        payment.getJsonObject("details").put("status_simple", simple).put("status", detailed);
        return payment;
    }
}
