package io.quittance.core.store;

import java.util.Locale;

/** How far a notification has come: of its items, what most needs attention. */
public enum NotificationState {
    /** Some item failed too often. */
    POISONED,
    /** Some item failed and is tried again. */
    RETRYING,
    /** Some item has not been worked on yet. */
    WAITING,
    /** All items are done. */
    DONE,
    /** Authentic, with nothing in it for us. */
    IGNORED,
    /** Authentic, and not readable as JSON. */
    MALFORMED;

    /** The name that users see. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
