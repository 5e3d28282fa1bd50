package io.quittance.core.telemetry;

/** What one look-up came to. */
public enum LookupOutcome {
    /** The provider told what is true. */
    ANSWERED,
    /** The provider does not know the payment, or no payment of the order. */
    UNKNOWN,
    /** No answer for a reason that passes by itself. */
    TEMPORARY,
    /** The provider refused, or its answer could not be used. */
    PROVIDER_ERROR,
    /** The plugin failed in a way that nobody foresaw. */
    UNEXPECTED,
    /** Another node took it over; nothing was written. */
    SUPERSEDED
}
