package io.quittance.core.store;

import java.util.Locale;

/** What an order is worth to the merchant right now; see the table in the reference documentation. */
public enum OrderStatus {
    AWAITING_PAYMENT,
    AUTHORIZED,
    PARTIALLY_PAID,
    PAID,
    PARTIALLY_REFUNDED,
    REFUNDED,
    DISPUTED,
    CHARGED_BACK,
    FAILED,
    CANCELLED,
    EXPIRED;

    /** The name that users see. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a name that users see. */
    public static OrderStatus ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
