package io.quittance.provider.secuconnect;

import io.quittance.spi.AnswerPolicy;
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
import java.util.Objects;
import java.util.Set;

/** Makes the provider {@code secuconnect}. */
public final class SecuconnectProviderFactory implements PaymentProviderFactory {

    private static final String VERSION = "0.1.0";
    private static final String SETTINGS_SCHEMA = "settings.schema.json";
    private static final Duration RETRY_WINDOW = Duration.ofHours(24);

    /** It repeats until 200 OK; no page says that a refusal holds up other pushes. */
    private static final AnswerPolicy ANSWERS = AnswerPolicy.acknowledgedBy(200);

    @Override
    public String name() {
        return "secuconnect";
    }

    @Override
    public ProviderManifest manifest() {
        return new ProviderManifest(
                        VERSION,
                        SpiRange.builtFor("1.0"),
                        settingsSchema(),
                        Set.of("POST"),
                        RETRY_WINDOW,
                        KeySource.EVENT_ID,
                        Set.of(),
                        Set.of(),
                        List.of("baseUrl"))
                .withAnswers(ANSWERS);
    }

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        return new SecuconnectProvider(SecuconnectSettings.of(settings), context);
    }

    private static JsonObject settingsSchema() {
        try (InputStream resource = SecuconnectProviderFactory.class.getResourceAsStream(SETTINGS_SCHEMA)) {
            return new JsonObject(Buffer.buffer(
                    Objects.requireNonNull(resource, SETTINGS_SCHEMA).readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + SETTINGS_SCHEMA, e);
        }
    }
}
