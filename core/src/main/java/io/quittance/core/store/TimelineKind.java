package io.quittance.core.store;

/**
 * What a line of a timeline tells of. The names are those that users see, and the documentation has all of them with their
 * details; more may come, so whoever reads timelines must not stumble over one that it does not know.
 */
public enum TimelineKind {
    NOTIFICATION_RECEIVED,
    NOTIFICATION_REPEATED,
    READ_FAILED,
    PAYMENT_OBSERVED,
    PAYMENT_LINKED,
    LOOKUP_REQUESTED,
    LOOKUP_ANSWERED,
    REPLAYED,
    PAYMENT_BACKFILLED,
    ORDER_REGISTERED,
    ORDER_AMENDED,
    ORDER_CANCELLED,
    ORDER_CHANGED,
    ORDER_NOT_PAID,
    ORDER_ERASED,
    CASE_OPENED,
    CASE_CLOSED,
    CASE_RESOLVED,
    EVENT_RECORDED,
    DELIVERY_WAITING,
    DELIVERY_ATTEMPTED;

    /** The name that users see. */
    public String wireName() {
        return WireNames.of(this);
    }
}
