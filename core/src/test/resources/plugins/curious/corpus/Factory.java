package corpus;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.Verification;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Tells wherever its code runs whether it sees the gateway through the context class loader, as libraries do. */
public final class Factory extends BaseFactory {

    @Override
    public String name() {
        return "curious";
    }

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        Set<String> seen = new ConcurrentSkipListSet<>();
        seen.add("create " + sight());
        context.schedule(Duration.ofMillis(1), () -> seen.add("schedule " + sight()));
        return new ReportingProvider(Map.of()) {
            @Override
            public Verification authenticate(InboundNotification inbound) {
                seen.add("authenticate " + sight());
                return super.authenticate(inbound);
            }

            @Override
            public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
                seen.add("parse " + sight());
                return super.parse(inbound, verification);
            }

            @Override
            public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
                seen.add("acknowledge " + sight());
                return new Acknowledgement(200, Map.of("seen", String.join(", ", seen)), Buffer.buffer());
            }
        };
    }

    private static String sight() {
        try {
            Thread.currentThread().getContextClassLoader().loadClass("io.quittance.core.Gateway");
            return "the gateway";
        } catch (ClassNotFoundException hidden) {
            return "nothing";
        }
    }
}
