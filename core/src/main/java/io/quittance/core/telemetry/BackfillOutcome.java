package io.quittance.core.telemetry;

/** What became of a payment that a provider listed for a back-fill. */
public enum BackfillOutcome {
    /** It was not known. */
    NEW,
    /** Something else is known of it now. */
    CHANGED,
    /** It was known so. */
    UNCHANGED,
    /** It could not be decided. */
    FAILED
}
