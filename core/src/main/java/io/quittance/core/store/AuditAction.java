package io.quittance.core.store;

/** What somebody may ask the gateway to do. */
public enum AuditAction {
    /** Decide about a case. */
    RESOLVE,
    /** Run stored notifications again. */
    REPLAY,
    /** Begin deliveries anew. */
    RETRY,
    /** Ask a provider for the payments of a window of time. */
    BACKFILL,
    /** Put the configuration into force that was before. */
    ROLLBACK,
    /** Show what is masked in a notification. */
    REVEAL,
    /** Erase what was written about the payer of an order. */
    ERASE,
    /** Open a session of the console. */
    SIGN_IN,
    /** End one. */
    SIGN_OUT
}
