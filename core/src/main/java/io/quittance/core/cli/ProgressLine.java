package io.quittance.core.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * How far long work is, on one line.
 *
 * @param what is being done
 * @param done how much of it is done
 * @param total how much there is to do; 0: nobody knows
 */
record ProgressLine(String what, long done, long total) {

    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 5;
    private static final double MILLIS = 1000.0;
    private static final double WHOLE = 100.0;

    /** The line after some time, in at most so many characters. */
    String after(Duration elapsed, int width) {
        String counts = total > 0
                ? format("%3d %%  %,d of %,d  %,.0f/s", percent(), done, total, rate(elapsed))
                : format("%,d  %,.0f/s", done, rate(elapsed));
        int bar = Math.min(WIDEST_BAR, width - what.length() - counts.length() - "  []  ".length());
        String line =
                total > 0 && bar >= NARROWEST_BAR ? what + "  [" + bar(bar) + "]  " + counts : what + "  " + counts;
        return line.substring(0, Math.min(line.length(), Math.max(0, width)));
    }

    private long percent() {
        return Math.min((long) WHOLE, (long) (WHOLE * done / total));
    }

    private String bar(int length) {
        int full = (int) (length * percent() / WHOLE);
        return "#".repeat(full) + ".".repeat(length - full);
    }

    private double rate(Duration elapsed) {
        return elapsed.isZero() ? 0 : done * MILLIS / Math.max(1, elapsed.toMillis());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
