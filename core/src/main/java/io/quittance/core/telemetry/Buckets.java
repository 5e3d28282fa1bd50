package io.quittance.core.telemetry;

import java.time.Duration;
import java.util.stream.LongStream;

/** The upper bounds of histograms. */
final class Buckets {

    /** For what somebody waits for: 1 ms to the 10 s within which a notification is answered, and the 30 s that providers wait. */
    static final Duration[] LATENCY = millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000);

    /** For what may take as long as a provider is down: 10 ms to a day, and the minute within which it should be over. */
    static final Duration[] DELAY =
            millis(10, 100, 1_000, 5_000, 10_000, 30_000, 60_000, 300_000, 3_600_000, 86_400_000);

    /** For what holds an event loop: from where that is too long to where it is too late. */
    static final Duration[] BLOCK = millis(1_000, 2_000, 5_000, 10_000, 30_000, 60_000);

    /** For how many notifications share a commit. */
    static final double[] BATCH = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000};

    private Buckets() {}

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
