package io.quittance.core.store;

import java.util.Locale;

/** The names of constants as users see them and the store keeps them. */
public final class WireNames {

    private WireNames() {}

    /** {@code PARTIALLY_PAID} is {@code partially_paid}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
