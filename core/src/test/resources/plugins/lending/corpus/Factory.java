package corpus;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderContext;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/** Uses all that the gateway lends; changes its settings; tells its end in a system property. */
public final class Factory extends BaseFactory {

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        settings.put("changed", true);
        String property = settings.getString("property");
        context.schedule(Duration.ofMillis(1), () -> System.setProperty(property, "timer ran"));
        context.schedule(Duration.ofMillis(1), () -> System.setProperty(property + ".cancelled", "ran"))
                .run();
        Map<String, String> report = Map.of(
                "account", context.accountId(),
                "live", Boolean.toString(context.live()),
                "now", context.clock().instant().toString(),
                "secret", context.secret("/key").newest(),
                "other-secret", Boolean.toString(context.hasSecret("/other")),
                "logger", context.logger().getName());
        return new ReportingProvider(report) {
            @Override
            public Future<Void> close() {
                System.setProperty(property, "closed");
                if (settings.getBoolean("hang", false)) {
                    return Future.future(never -> {});
                }
                return super.close();
            }
        };
    }
}
