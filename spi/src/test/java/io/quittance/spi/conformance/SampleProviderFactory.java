package io.quittance.spi.conformance;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.SpiRange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A provider as it should be; what is wrong with others is overridden. */
public class SampleProviderFactory implements PaymentProviderFactory {

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public ProviderManifest manifest() {
        return new ProviderManifest(
                "1.0.0",
                SpiRange.builtFor("1.0"),
                schema(),
                Set.of("POST"),
                Duration.ofHours(24),
                KeySource.EVENT_ID,
                secretHeaders(),
                sensitiveFields(),
                hostSettings());
    }

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        return new SampleProvider(settings.getString("baseUrl"), context);
    }

    JsonObject schema() {
        return new JsonObject()
                .put("type", "object")
                .put("additionalProperties", false)
                .put("required", new JsonArray().add("baseUrl").add("apiKey").add("postKey"))
                .put(
                        "properties",
                        new JsonObject()
                                .put("baseUrl", new JsonObject().put("type", "string"))
                                .put("apiKey", secret())
                                .put("postKey", secret()));
    }

    static JsonObject secret() {
        return new JsonObject().put("type", "string").put("x-quittance-secret", true);
    }

    Set<String> secretHeaders() {
        return Set.of("X-Sample-Key");
    }

    Set<String> sensitiveFields() {
        return Set.of("payer");
    }

    List<String> hostSettings() {
        return List.of("baseUrl");
    }
}
