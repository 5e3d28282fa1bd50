package io.quittance.core.store;

import java.util.Locale;

/** Whether a case still needs somebody. */
public enum CaseState {
    /** It holds. */
    OPEN,
    /** It no longer holds: facts closed it. */
    CLOSED,
    /** An operator decided. */
    RESOLVED;

    /** The name that users see. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
