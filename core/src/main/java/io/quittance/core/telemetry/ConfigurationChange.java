package io.quittance.core.telemetry;

/** What came of a change of the configuration. */
public enum ConfigurationChange {
    /** It holds. */
    APPLIED,
    /** It is wrong, and the one before goes on. */
    REFUSED,
    /** It could not be applied, and is tried again. */
    FAILED,
    /** The one before it was put into force again. */
    ROLLED_BACK
}
