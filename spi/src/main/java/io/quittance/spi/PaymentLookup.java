package io.quittance.spi;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks a provider about payments of which no notification came, or whose notifications leave a doubt. Called like
 * {@link PaymentProvider#reconcile}, with the same view of the store; failures mean the same. What a look-up says about a
 * payment is what {@code reconcile} would say.
 */
public interface PaymentLookup {

    /**
     * What the provider now says about a payment; none if it does not know the id.
     *
     * @param store what is already known, read-only
     */
    Future<List<PaymentObservation>> byPayment(PaymentKey payment, PaymentStore store);

    /**
     * What the provider now says about the payments of an order; none if it knows none.
     *
     * @param reference the merchant's reference
     * @param store what is already known, read-only
     */
    Future<List<PaymentObservation>> byOrder(String reference, PaymentStore store);

    /**
     * One page of the payments created in a window of time.
     *
     * @param cursor empty for the first page, then {@link Page#next()} of the page before
     * @param store what is already known, read-only
     */
    Future<Page> list(Window window, Optional<String> cursor, PaymentStore store);

    /**
     * A window of time by the provider's clock.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Window(Instant from, Instant to) {}

    /**
     * A page of a list.
     *
     * @param payments in the provider's order, possibly none
     * @param next where the next page begins; empty at the end
     */
    record Page(List<PaymentObservation> payments, Optional<String> next) {

        public Page {
            payments = List.copyOf(payments);
        }
    }
}
