package io.quittance.core.telemetry;

/** How a notification item ended, so that nothing is left to do about it. */
public enum ItemOutcome {
    /** What it says is decided, or nothing was to be decided. */
    DONE,
    /** Its payment waits for its order to be registered. */
    PARKED,
    /** It was put aside. */
    POISONED
}
