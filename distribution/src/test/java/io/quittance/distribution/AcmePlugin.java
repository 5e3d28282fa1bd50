package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.template.ProviderNames;
import io.quittance.core.template.ProviderProject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Acme, the provider that every new provider begins as. */
final class AcmePlugin {
    static final String SIGNATURE = "X-Acme-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private AcmePlugin() {}

    /** The files of the plugin's project by their paths, without its tests. */
    static Map<String, String> files() {
        return files("src/main/");
    }

    /** Its tests, with what is recorded. */
    static Map<String, String> tests() {
        return files("src/test/");
    }

    private static Map<String, String> files(String place) {
        ProviderProject project = new ProviderProject(ProviderNames.of("acme", Optional.empty()), "0");
        Map<String, String> files = new LinkedHashMap<>(project.files());
        files.keySet().removeIf(path -> !path.startsWith(place));
        return files;
    }

    /** A notification of these events. */
    static JsonObject batch(JsonObject... events) {
        return new JsonObject().put("events", JsonArray.of((Object[]) events));
    }

    /** An event that says no more than which payment to read. */
    static JsonObject changed(String event, String payment) {
        return new JsonObject().put("id", event).put("type", "payment.changed").put("payment", payment);
    }

    /** An event that says that the payment of an order is paid. */
    static JsonObject paid(String event, String payment, String order, long amount) {
        return payment(payment, order, "paid", amount)
                .put("id", event)
                .put("type", "payment.status")
                .put("payment", payment);
    }

    /** A payment in EUR, as the API tells it. */
    static JsonObject payment(String id, String order, String status, long amount) {
        return new JsonObject()
                .put("id", id)
                .put("order", order)
                .put("status", status)
                .put("amount", amount)
                .put("currency", "EUR")
                .put("live", false)
                .put("refunds", new JsonArray());
    }

    /** What Acme sends in the header {@link #SIGNATURE}. */
    static String signature(String key, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}
