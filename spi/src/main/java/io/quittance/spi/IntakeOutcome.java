package io.quittance.spi;

/** What became of one request at intake; one outcome for each request. */
public enum IntakeOutcome {
    /** Stored durably, and at least one of its items is new. */
    ACCEPTED,
    /** All of its items are known already; this arrival is on record. */
    DUPLICATE,
    /** Authentic and stored, with nothing in it for us. */
    IGNORED,
    /** Not UTF-8, not a JSON object, too deep, or with duplicate keys. */
    MALFORMED,
    /** The sender is not who it must be. Nothing is stored. */
    UNAUTHENTICATED,
    /** The body is larger than the gateway takes. */
    TOO_LARGE,
    /** More is waiting to be stored than the gateway keeps in memory; the sender must try again. */
    OVERLOADED,
    /** The notification could not be stored, or the account's plugin failed; the sender must try again. */
    UNAVAILABLE;

    /** Whether the sender is told that the notification arrived, which ends its retries. */
    public boolean isSuccess() {
        return this == ACCEPTED || this == DUPLICATE || this == IGNORED;
    }
}
