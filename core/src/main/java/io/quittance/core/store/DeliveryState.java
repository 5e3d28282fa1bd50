package io.quittance.core.store;

/** What has become of the delivery of an event. */
public enum DeliveryState {
    /** Not tried yet, or begun anew by an operator; or an earlier event of its order comes first. */
    PENDING,
    /** Tried without success, and to be tried again. */
    RETRYING,
    /** The endpoint took it. */
    DELIVERED,
    /** Tried for as long as it is tried. */
    DEAD
}
