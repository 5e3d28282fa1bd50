package io.quittance.core.store;

import java.util.Locale;

/** The kinds of discrepancy that a person may have to look at. */
public enum CaseKind {
    UNKNOWN_ORDER(false),
    UNDERPAID(true),
    OVERPAID(true),
    CURRENCY_MISMATCH(false),
    WRONG_SITE(true),
    WRONG_ENVIRONMENT(true),
    PAID_TWICE(true),
    PAID_AFTER_CANCEL(true),
    REFUND_EXCEEDS_PAYMENT(true),
    MISSING_NOTIFICATION(false),
    SILENT_PROVIDER(false),
    UNKNOWN_STATUS(false),
    UNHANDLED_KIND(false),
    PROVIDER_ERROR(false),
    POISONED_NOTIFICATION(false);

    private final boolean acceptable;

    CaseKind(boolean acceptable) {
        this.acceptable = acceptable;
    }

    /** Whether an operator's word can make right what was seen; all others can only be dismissed. */
    public boolean isAcceptable() {
        return acceptable;
    }

    /** The name that users see. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a name that users see. */
    public static CaseKind ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
