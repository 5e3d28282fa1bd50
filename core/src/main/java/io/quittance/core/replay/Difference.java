package io.quittance.core.replay;

/**
 * What two versions of a plugin do not agree on, in words for people.
 *
 * @param about what kind of thing
 * @param which one, by ids
 * @param before what the old version makes of it
 * @param after what the new version makes of it
 */
public record Difference(About about, String which, String before, String after) {

    /** What versions can differ in. */
    public enum About {
        /** What the provider is answered for an outcome. */
        ANSWER,
        /** Whether a notification can be read, and what it says. */
        NOTIFICATION,
        /** What is known of a payment. */
        PAYMENT,
        /** The status of an order. */
        ORDER,
        /** A case that only one of them opens or closes. */
        CASE
    }
}
