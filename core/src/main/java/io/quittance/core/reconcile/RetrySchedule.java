package io.quittance.core.reconcile;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When something that failed is tried again: after about a second, then twice as late each time, up to 15 minutes. */
final class RetrySchedule {

    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final long FIRST_MILLIS = 1_000;
    private static final int MAX_DOUBLINGS = 20;
    private static final int CALM_DOUBLINGS = 6;
    private static final long LONGEST_WITHOUT_JITTER_MILLIS = LONGEST.toMillis() * 4 / 5;

    private RetrySchedule() {}

    /** The same for what is not urgent: after about a minute, then twice as late each time, up to 15 minutes. */
    static Duration calmDelayAfter(int attempts, RandomGenerator random) {
        return delayAfter(attempts + CALM_DOUBLINGS, random);
    }

    /**
     * How long to wait for what does not pass by itself and is not urgent.
     *
     * @param next when it would be due anyway; empty if never
     */
    static Duration atLeastLongest(Optional<Duration> next) {
        return next.filter(delay -> delay.compareTo(LONGEST) > 0).orElse(LONGEST);
    }

    /**
     * How long to wait after a failure.
     *
     * @param attempts how often it was tried, at least once
     * @param random spreads the retries of things that failed together over a quarter either way
     */
    static Duration delayAfter(int attempts, RandomGenerator random) {
        long doubled = FIRST_MILLIS << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
        long capped = Math.min(doubled, LONGEST_WITHOUT_JITTER_MILLIS);
        return Duration.ofMillis(capped * 3 / 4 + random.nextLong(capped / 2 + 1));
    }
}
