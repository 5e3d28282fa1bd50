package io.quittance.core.telemetry;

/** What became of a notification that was to be replayed. */
public enum ReplayOutcome {
    /** It was read again, and what it says is reconciled again. */
    READ,
    /** It was read again, and nothing in it is for us. */
    IGNORED,
    /** The plugin cannot read it; what was known of it stands. */
    UNREADABLE,
    /** It is not stored any more. */
    MISSING
}
