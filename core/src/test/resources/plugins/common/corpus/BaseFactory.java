package corpus;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.SpiRange;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A factory with nothing wrong about it; the plugins of the corpus change one thing each. */
public abstract class BaseFactory implements PaymentProviderFactory {

    @Override
    public String name() {
        return "example";
    }

    @Override
    public ProviderManifest manifest() {
        return manifest("1.2.3", SpiRange.builtFor("1.0"), new JsonObject().put("type", "object"));
    }

    protected static ProviderManifest manifest(String version, SpiRange spi, JsonObject settingsSchema) {
        return new ProviderManifest(
                version,
                spi,
                settingsSchema,
                Set.of("POST"),
                Duration.ofHours(24),
                ProviderManifest.KeySource.EVENT_ID,
                Set.of(),
                Set.of(),
                List.of("baseUrl"));
    }

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        return new ReportingProvider(Map.of());
    }
}
