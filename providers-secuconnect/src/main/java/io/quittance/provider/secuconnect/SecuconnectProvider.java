package io.quittance.provider.secuconnect;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.PaymentStore.KnownPayment;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One secuconnect account. A push tells only what changed and is no proof of it, so the payment is read, and the order is
 * found by the link that is kept, or else by the smart transaction that the payment belongs to.
 */
final class SecuconnectProvider implements PaymentProvider {

    /** The only status that ends the provider's repeats for sure. */
    private static final int ACKNOWLEDGED = 200;

    private final PushUrl pushUrl;
    private final UnknownReads unknownReads;
    private final PaymentReader payments;
    private final OrderSearch orders;
    private final PaymentLookup lookup;

    SecuconnectProvider(SecuconnectSettings settings, ProviderContext context) {
        SecuconnectClient client = new SecuconnectClient(settings, context);
        pushUrl = new PushUrl(settings.push(), context);
        unknownReads = new UnknownReads(context.clock());
        payments = new PaymentReader(client, context.logger());
        orders = new OrderSearch(client, pushUrl);
        lookup = new SecuconnectLookup(client, payments, orders, settings.orderReference(), context.logger());
    }

    @Override
    public Verification authenticate(InboundNotification inbound) {
        return pushUrl.authenticate(inbound);
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
        return unknownReads
                .admit(work, store)
                .compose(namedBy -> switch (namedBy) {
                    case STRANGER -> payments.readOfStranger(work.subject());
                    case STRANGER_FOR_TOO_LONG -> Future.succeededFuture(Optional.<PaymentReading>empty());
                    case KNOWN -> payments.read(work.subject());
                })
                .compose(reading -> reading.map(
                                found -> observe(found, work, store).map(List::of))
                        .orElseGet(() -> Future.succeededFuture(List.of())));
    }

    @Override
    public Optional<PaymentLookup> lookup() {
        return Optional.of(lookup);
    }

    @Override
    public Optional<URI> notificationUrl(URI publicBase, String order) {
        return Optional.of(pushUrl.of(publicBase, order));
    }

    @Override
    public List<String> credentials() {
        return pushUrl.credentials();
    }

    private Future<PaymentObservation> observe(PaymentReading reading, ReconciliationWork work, PaymentStore store) {
        String id = reading.payment().id();
        return store.payment(PaymentKey.of(id))
                .compose(
                        known -> orders.find(id, known, work).map(order -> reading.observe(order, statusSoFar(known))));
    }

    private static PaymentStatus statusSoFar(Optional<KnownPayment> known) {
        return known.map(KnownPayment::status).orElse(PaymentStatus.UNKNOWN);
    }
}
