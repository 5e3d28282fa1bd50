package io.quittance.core.explain;

import java.time.Duration;

/** How long after something else something happened, in words that are as exact as anybody needs. */
final class GapWords {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration SECONDS = Duration.ofMinutes(2);
    private static final Duration MINUTES = Duration.ofHours(2);
    private static final Duration HOURS = Duration.ofDays(2);

    private GapWords() {}

    static String of(Duration gap) {
        if (gap.compareTo(MOMENT) < 0) {
            return "at once";
        }
        if (gap.compareTo(SECONDS) < 0) {
            return count(gap.toSeconds(), "second");
        }
        if (gap.compareTo(MINUTES) < 0) {
            return count(gap.toMinutes(), "minute");
        }
        return gap.compareTo(HOURS) < 0 ? count(gap.toHours(), "hour") : count(gap.toDays(), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s") + " later";
    }
}
