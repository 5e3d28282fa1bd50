package io.quittance.core.store;

import java.util.Locale;

/** The kinds of discrepancy that a person may have to look at. */
public enum CaseKind {
    UNKNOWN_ORDER,
    UNDERPAID,
    OVERPAID,
    CURRENCY_MISMATCH,
    WRONG_SITE,
    WRONG_ENVIRONMENT,
    PAID_TWICE,
    PAID_AFTER_CANCEL,
    REFUND_EXCEEDS_PAYMENT,
    MISSING_NOTIFICATION,
    SILENT_PROVIDER,
    UNKNOWN_STATUS,
    UNHANDLED_KIND,
    PROVIDER_ERROR,
    POISONED_NOTIFICATION;

    /** The name that users see. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a name that users see. */
    public static CaseKind ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
