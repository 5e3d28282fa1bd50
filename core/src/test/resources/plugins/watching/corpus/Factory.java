package corpus;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderContext;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Looks which context class loader it meets. */
public final class Factory extends BaseFactory {

    private final boolean ownInConstructor = isOwn();

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        return new ReportingProvider(Map.of(
                "constructor", Boolean.toString(ownInConstructor),
                "create", Boolean.toString(isOwn())));
    }

    private static boolean isOwn() {
        return Thread.currentThread().getContextClassLoader() == Factory.class.getClassLoader();
    }
}
