package corpus;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/** Tells what a plugin saw, in the headers of its acknowledgements. */
public class ReportingProvider implements PaymentProvider {

    private final Map<String, String> report;

    public ReportingProvider(Map<String, String> report) {
        this.report = report;
    }

    @Override
    public Verification authenticate(InboundNotification inbound) {
        return Verification.unverified();
    }

    @Override
    public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
        return List.of();
    }

    @Override
    public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
        return new Acknowledgement(200, report, Buffer.buffer());
    }

    @Override
    public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
        return Future.succeededFuture(List.of());
    }
}
