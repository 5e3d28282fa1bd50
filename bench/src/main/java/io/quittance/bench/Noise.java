package io.quittance.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How quiet the machine was: how long the same piece of work took, time and again, and how busy it was before. */
final class Noise {

    private static final int ROUNDS = 20_000_000;
    private static final double QUIET_SPREAD = 0.10;
    private static final double QUIET_LOAD = 0.25;
    private static final double NANOS_PER_MILLI = 1e6;

    private final double loadBefore =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final List<Double> millis = new ArrayList<>();
    private long state = 1;

    Noise() {
        // Compiled first; only then its time says something about the machine.
        work();
        work();
    }

    /** Does the piece of work once more. */
    void probe() {
        long begin = System.nanoTime();
        work();
        millis.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
    }

    private void work() {
        long next = state;
        for (int i = 0; i < ROUNDS; i++) {
            next ^= next << 13;
            next ^= next >>> 7;
            next ^= next << 17;
        }
        state = next;
    }

    Spread spread() {
        return millis.isEmpty() ? new Spread(0, 0, 0) : Spread.of(millis);
    }

    /** The load average of the minute before. */
    double loadBefore() {
        return loadBefore;
    }

    boolean isNoisy() {
        return spread().relative() > QUIET_SPREAD || loadBefore / processors > QUIET_LOAD;
    }

    /** In a sentence. */
    String describe() {
        return String.format(
                Locale.ROOT,
                "%s: the same work took %.0f to %.0f ms (median %.0f) between the runs; load average before: %.2f on %d processors",
                isNoisy() ? "NOISY, absolute figures are too low and ratios uncertain" : "quiet",
                spread().least(),
                spread().most(),
                spread().median(),
                loadBefore,
                processors);
    }
}
