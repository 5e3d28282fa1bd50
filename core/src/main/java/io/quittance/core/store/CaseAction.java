package io.quittance.core.store;

import java.util.Locale;

/** What an operator may decide about a case. */
public enum CaseAction {
    /** It needs nobody: it is over without any effect on the order. */
    DISMISS,
    /** What was seen is right: the rules go by it, as long as these facts hold. */
    ACCEPT;

    /** The name that users see. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of a name that users see. */
    public static CaseAction ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
