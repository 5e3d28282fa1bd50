package io.quittance.provider.smart2pay;

import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ReconciliationWork;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What verified notifications say about payments. */
final class CarriedObservations {

    private final PaymentMapping mapping;

    CarriedObservations(PaymentMapping mapping) {
        this.mapping = mapping;
    }

    /** The observations of all items about payments, in their order. */
    Future<List<PaymentObservation>> of(ReconciliationWork work, PaymentStore store) {
        List<Future<PaymentObservation>> observations = work.items().stream()
                .filter(item -> item.item().effect() == Effect.PAYMENT)
                .map(item -> observe(item, store))
                .toList();
        return Future.all(observations).map(all -> all.list());
    }

    private Future<PaymentObservation> observe(ReconciliationWork.Item item, PaymentStore store) {
        return Future.succeededFuture(item.notification())
                .map(Smart2PayNotification::of)
                .compose(notification -> observe(notification, SiteAuthentication.siteOf(item.verification()), store))
                .map(observation -> observation.evidence(item.notification()).build());
    }

    private Future<PaymentObservationBuilder> observe(
            Smart2PayNotification notification, String site, PaymentStore store) {
        return switch (notification.type()) {
            case PAYMENT ->
                Future.succeededFuture(mapping.carried(PaymentMessage.notified(notification.content()), site));
            case REFUND -> {
                RefundMessage refund = RefundMessage.of(notification.content());
                yield backEnd(notification.backEnd(), refund.paymentId(), store)
                        .map(backEnd -> mapping.refund(refund, backEnd));
            }
            case DISPUTE -> {
                DisputeMessage dispute = DisputeMessage.of(notification.content());
                yield backEnd(dispute.backEnd(), dispute.paymentId(), store)
                        .map(backEnd -> mapping.dispute(dispute, backEnd));
            }
            case PREAPPROVAL, PAYOUT, OTHER ->
                Future.failedFuture(ProviderException.permanent(notification.name() + " is not about a payment"));
        };
    }

    /** Where the payment lives: as told, or else where we know a payment of this id, or else not by card, as most are. */
    private static Future<BackEnd> backEnd(Optional<BackEnd> told, String paymentId, PaymentStore store) {
        return told.map(Future::succeededFuture)
                .orElseGet(() -> Future.all(
                                store.payment(BackEnd.ALTERNATIVE.payment(paymentId)),
                                store.payment(BackEnd.CARD.payment(paymentId)))
                        .map(known -> knownBackEnd(known.<Optional<?>>list(), paymentId)));
    }

    private static BackEnd knownBackEnd(List<Optional<?>> known, String paymentId) {
        boolean alternative = known.get(0).isPresent();
        boolean card = known.get(1).isPresent();
        if (alternative && card) {
            throw ProviderException.permanent("There are two payments " + paymentId
                    + ", one by card and one not, and the notification does not say which of them it is about");
        }
        return card ? BackEnd.CARD : BackEnd.ALTERNATIVE;
    }
}
