package corpus;

import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** Fails to create a provider in the way that the settings ask for. */
public final class Factory extends BaseFactory {

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        switch (settings.getString("how", "not")) {
            case "refuse":
                throw ProviderException.configuration("siteId 7 has no apiKey");
            case "throw":
                throw new IllegalArgumentException("cannot parse " + context.secret("/key").newest());
            case "error":
                throw new AssertionError("impossible");
            case "null":
                return null;
            case "lookup":
                return new ReportingProvider(Map.of()) {
                    @Override
                    public Optional<PaymentLookup> lookup() {
                        throw new UnsupportedOperationException("not yet");
                    }
                };
            default:
                return super.create(settings, context);
        }
    }
}
