package io.quittance.bench;

import java.util.Locale;

/** Numbers as people read them. */
final class Digits {

    private static final double WHOLE = 100;
    private static final double ONE_PLACE = 10;

    private Digits() {}

    /** With about three digits that matter. */
    static String of(double value) {
        String format = value >= WHOLE ? "%,.0f" : value >= ONE_PLACE ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** The median, and the least and the most in brackets. */
    static String of(Spread spread) {
        return of(spread.median()) + " (" + of(spread.least()) + "–" + of(spread.most()) + ")";
    }
}
