package io.quittance.core.reconcile;

import io.quittance.core.store.OrderKey;
import io.quittance.core.store.Payment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far the search for a payment's order is. */
enum OrderSearch {
    /** The payment is linked to an order, registered or not. */
    FOUND,
    /** It is not linked yet, and may well be soon. */
    GOING_ON,
    /** A day has passed without an order. */
    OVER;

    /** How long an order is searched for at least. */
    static final Duration PATIENCE = Duration.ofHours(24);

    /**
     * The search for the order of a payment.
     *
     * @param order what the payment is linked to; null: nothing
     */
    static OrderSearch of(Payment payment, @Nullable OrderKey order, Instant now) {
        if (order != null) {
            return FOUND;
        }
        return now.isBefore(payment.since().plus(PATIENCE)) ? GOING_ON : OVER;
    }
}
