package io.quittance.bench;

import io.quittance.bench.Overload.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What came of an overload, as people read it. */
final class OverloadReport {

    private static final double HALF = 50;
    private static final double MOST = 99;
    private static final double ALL = 100;
    private static final long MIB = 1024 * 1024;

    private OverloadReport() {}

    /**
     * A table, and what follows from it.
     *
     * @param length of each step
     */
    static List<String> lines(double capacity, Duration length, List<Step> steps) {
        TextTable table = new TextTable(
                "load",
                "offered/s",
                "acknowledged/s",
                "refused/s",
                "no answer/s",
                "p50 ms",
                "p99 ms",
                "most ms",
                "beside: acknowledged",
                "beside: p99 ms",
                "resident MiB",
                "all served after s");
        for (Step step : steps) {
            Turnout flood = step.flood();
            table.row(
                    times(step),
                    Digits.of(perSecond(flood.offeredSoFar(), length)),
                    Digits.of(perSecond(flood.acknowledged(), length)),
                    Digits.of(perSecond(flood.refused(), length)),
                    Digits.of(perSecond(flood.withoutAnswer(), length)),
                    Digits.of(flood.percentileMillis(HALF)),
                    Digits.of(flood.percentileMillis(MOST)),
                    Digits.of(flood.percentileMillis(ALL)),
                    String.format(Locale.ROOT, "%.1f %%", step.beside().share() * ALL),
                    Digits.of(step.beside().percentileMillis(MOST)),
                    Long.toString(step.residentBytes() / MIB),
                    after(flood, length));
        }
        List<String> lines = table.lines();
        lines.add(0, "");
        lines.add(
                0,
                "once is " + Digits.of(capacity) + " notifications a second; steps of " + length.toSeconds()
                        + " s, one after the other");
        return lines;
    }

    private static String times(Step step) {
        return String.format(Locale.ROOT, "%.1f x", step.times());
    }

    private static String after(Turnout flood, Duration length) {
        return flood.calmAfterSeconds() >= length.toSeconds() ? "-" : Integer.toString(flood.calmAfterSeconds());
    }

    private static double perSecond(long count, Duration length) {
        return (double) count / length.toSeconds();
    }
}
