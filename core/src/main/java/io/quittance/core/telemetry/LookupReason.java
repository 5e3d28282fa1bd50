package io.quittance.core.telemetry;

/** Why a provider was asked. */
public enum LookupReason {
    /** What is known of a payment contradicts itself. */
    IN_DOUBT,
    /** A payment is not settled, and nothing was heard of it for a while. */
    OVERDUE,
    /** No payment of an order is known. */
    ORDER
}
