package io.quittance.core.telemetry;

/** What one reconciliation of a subject came to. */
public enum ReconciliationResult {
    /** Its payments are decided with their orders, or nothing was to be decided. */
    DONE,
    /** A payment waits for its order to be registered. */
    PARKED,
    /** It failed and is tried again. */
    RETRIED,
    /** It failed too often. */
    POISONED,
    /** Another node took it over; nothing was written. */
    SUPERSEDED
}
