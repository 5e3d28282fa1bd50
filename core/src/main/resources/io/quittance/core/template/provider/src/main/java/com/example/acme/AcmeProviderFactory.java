package com.example.acme;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.SpiRange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Acme as a provider of payments. */
public final class AcmeProviderFactory implements PaymentProviderFactory {

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public ProviderManifest manifest() {
        return new ProviderManifest(
                "1.0.0", // the plugin's own version, for people
                SpiRange.builtFor("1.0"), // a literal, never a constant of the SPI
                settingsSchema(),
                Set.of("POST"), // other methods get 405
                Duration.ofHours(24), // how long Acme repeats
                KeySource.EVENT_ID, // Acme's events have ids; otherwise CONTENT
                Set.of(), // further headers that carry a secret, kept only as a fingerprint
                Set.of("payer"), // JSON fields that are masked, with all below them, wherever a body is shown
                List.of("baseUrl")); // the settings whose hosts may be called, and no other host
    }

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        AcmeApi api = new AcmeApi(settings.getString("baseUrl"), context.secret("/apiKey"), context.http());
        return new AcmeProvider(new AcmeSignature(context.secret("/signingKey")), new AcmeLookup(api));
    }

    private static JsonObject settingsSchema() {
        try (InputStream schema = AcmeProviderFactory.class.getResourceAsStream("settings.schema.json")) {
            return new JsonObject(Buffer.buffer(schema.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
