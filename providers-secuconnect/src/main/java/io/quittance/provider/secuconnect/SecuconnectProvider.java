package io.quittance.provider.secuconnect;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.PaymentStore.KnownPayment;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * One secuconnect account. A push proves nothing and tells only what changed, so the payment is read, and the order is
 * found by the link that is kept, or else by the smart transaction that the payment belongs to.
 */
final class SecuconnectProvider implements PaymentProvider {

    /** The only status that ends the provider's repeats for sure. */
    private static final int ACKNOWLEDGED = 200;

    private final SecuconnectClient client;
    private final PaymentReader payments;

    private SecuconnectProvider(SecuconnectClient client, PaymentReader payments) {
        this.client = client;
        this.payments = payments;
    }

    static SecuconnectProvider of(SecuconnectSettings settings, ProviderContext context) {
        SecuconnectClient client = new SecuconnectClient(settings, context);
        return new SecuconnectProvider(client, new PaymentReader(client, context.logger()));
    }

    @Override
    public Verification authenticate(InboundNotification inbound) {
        return Verification.unverified();
    }

    @Override
    public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
        return SecuconnectPush.of(inbound.json()).items();
    }

    @Override
    public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
        return Acknowledgement.standard(outcome, ACKNOWLEDGED);
    }

    @Override
    public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
        return payments.read(work.subject())
                .compose(reading -> reading.map(found -> observe(found, store).map(List::of))
                        .orElseGet(() -> Future.succeededFuture(List.of())));
    }

    private Future<PaymentObservation> observe(PaymentReading reading, PaymentStore store) {
        PaymentKey key = PaymentKey.of(reading.payment().id());
        return store.payment(key)
                .compose(known -> findOrder(key, known).map(order -> reading.observe(order, statusSoFar(known))));
    }

    private Future<OrderMatch> findOrder(PaymentKey key, Optional<KnownPayment> known) {
        return known.flatMap(KnownPayment::order)
                .map(OrderMatch::matched)
                .map(Future::succeededFuture)
                .orElseGet(() -> client.order(key.id()));
    }

    private static PaymentStatus statusSoFar(Optional<KnownPayment> known) {
        return known.map(KnownPayment::status).orElse(PaymentStatus.UNKNOWN);
    }
}
