package io.quittance.provider.secuconnect;

import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentStore.KnownPayment;
import io.quittance.spi.ReconciliationWork;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Finds the order of a payment: by the link that is kept; or else by the smart transaction that the payment belongs to; or
 * else, if that names none, by the URL that a signed push was sent to.
 */
final class OrderSearch {

    private final SecuconnectClient client;
    private final PushUrl pushUrl;

    OrderSearch(SecuconnectClient client, PushUrl pushUrl) {
        this.client = client;
        this.pushUrl = pushUrl;
    }

    /** The order of a payment that pushes are about. */
    Future<OrderMatch> find(String paymentId, Optional<KnownPayment> known, ReconciliationWork work) {
        return find(paymentId, known).map(found -> orSigned(found, work));
    }

    /** The order of a payment that no push is at hand of. */
    Future<OrderMatch> find(String paymentId, Optional<KnownPayment> known) {
        return known.flatMap(KnownPayment::order)
                .map(OrderMatch::matched)
                .map(Future::succeededFuture)
                .orElseGet(() -> client.order(paymentId));
    }

    private OrderMatch orSigned(OrderMatch found, ReconciliationWork work) {
        return found.kind() == OrderMatch.Kind.NONE
                ? pushUrl.signedOrder(work).map(OrderMatch::matched).orElse(found)
                : found;
    }
}
