package io.quittance.core.store;

/**
 * What users see of an order's money.
 *
 * @param paid the captured sum that counts, before refunds, in minor units of the order's currency
 * @param refunded what of it went back, in the same unit
 */
public record OrderState(OrderStatus status, long paid, long refunded) {

    /** An order of which nothing is known yet. */
    public static final OrderState INITIAL = new OrderState(OrderStatus.AWAITING_PAYMENT, 0, 0);
}
