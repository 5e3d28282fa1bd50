package io.quittance.core.store;

import io.quittance.spi.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant expects.
 *
 * @param expected null for a shell: a payment named the order before the merchant registered it
 * @param expiresAt after this moment an order without money has expired; null: never
 * @param cancelledAt when the merchant gave up waiting; null: it did not
 * @param version one step for each event, 0 at registration
 * @param paidTold whether the merchant was told that it is paid, and nothing was refunded since
 */
public record Order(
        String merchant,
        String reference,
        @Nullable Money expected,
        @Nullable Instant expiresAt,
        @Nullable Instant cancelledAt,
        OrderState state,
        long version,
        boolean paidTold) {

    /** An order of which it was never told that it is paid. */
    public Order(
            String merchant,
            String reference,
            @Nullable Money expected,
            @Nullable Instant expiresAt,
            @Nullable Instant cancelledAt,
            OrderState state,
            long version) {
        this(merchant, reference, expected, expiresAt, cancelledAt, state, version, false);
    }

    /** The same with other terms of the merchant. */
    public Order expecting(Money amount, @Nullable Instant until) {
        return new Order(merchant, reference, amount, until, cancelledAt, state, version, paidTold);
    }

    /** The same, given up by the merchant. */
    public Order cancelled(Instant at) {
        return new Order(merchant, reference, expected, expiresAt, at, state, version, paidTold);
    }

    /** The same after events. */
    public Order after(OrderState later, long laterVersion, boolean laterPaidTold) {
        return new Order(merchant, reference, expected, expiresAt, cancelledAt, later, laterVersion, laterPaidTold);
    }

    /** Whether the merchant registered it. */
    public boolean isRegistered() {
        return expected != null;
    }
}
