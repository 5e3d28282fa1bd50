package io.quittance.core.reconcile;

import io.quittance.core.store.OrderStatus;

/** Why an order has its status: a line of the documented table, of which the first that holds decides. */
enum StatusRule {
    ENOUGH_HELD(OrderStatus.PAID),
    /** Less than the amount, and an operator accepted that. */
    SAID_TO_BE_ENOUGH(OrderStatus.PAID),
    IN_DISPUTE(OrderStatus.DISPUTED),
    DISPUTE_LOST(OrderStatus.CHARGED_BACK),
    ALL_WENT_BACK(OrderStatus.REFUNDED),
    PART_WENT_BACK(OrderStatus.PARTIALLY_REFUNDED),
    PART_CAPTURED(OrderStatus.PARTIALLY_PAID),
    ENOUGH_RESERVED(OrderStatus.AUTHORIZED),
    PART_RESERVED(OrderStatus.AWAITING_PAYMENT),
    MERCHANT_GAVE_UP(OrderStatus.CANCELLED),
    TIME_IS_OVER(OrderStatus.EXPIRED),
    ATTEMPT_OPEN(OrderStatus.AWAITING_PAYMENT),
    NO_ATTEMPT(OrderStatus.AWAITING_PAYMENT),
    LAST_ATTEMPT_FAILED(OrderStatus.FAILED),
    LAST_ATTEMPT_CANCELLED(OrderStatus.CANCELLED),
    LAST_ATTEMPT_EXPIRED(OrderStatus.EXPIRED),
    /** Nobody expects anything yet, so nothing is decided. */
    NOT_REGISTERED(OrderStatus.AWAITING_PAYMENT);

    private final OrderStatus status;

    StatusRule(OrderStatus status) {
        this.status = status;
    }

    OrderStatus status() {
        return status;
    }
}
