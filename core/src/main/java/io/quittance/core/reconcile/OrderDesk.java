package io.quittance.core.reconcile;

import io.vertx.core.Future;

/** What a merchant may do to an order. */
public interface OrderDesk {

    /** Registers what is expected, or amends it; the order is decided again in the same transaction. */
    Future<Registration> register(OrderRequest request);

    /** Notes that the merchant gave up waiting; false if there is no such registered order. */
    Future<Boolean> cancel(String merchant, String reference);

    /** What became of a registration. */
    enum Registration {
        /** The order is new. */
        CREATED,
        /** It is registered with the same values already. */
        SAME,
        /** It now has the new values. */
        AMENDED,
        /** It has other values, and too much has happened to change them. Nothing is changed. */
        CONFLICT
    }
}
