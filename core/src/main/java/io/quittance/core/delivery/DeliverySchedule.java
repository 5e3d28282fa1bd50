package io.quittance.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a delivery that failed is tried again: first after about two seconds, then ever later, for three days. */
final class DeliverySchedule {

    /** From the first attempt to the last one. */
    static final Duration SPAN = Duration.ofDays(3);

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6));

    private DeliverySchedule() {}

    /**
     * When to try again after a failure now; empty: never.
     *
     * @param attempts how often it was tried, with this one
     * @param first when it was first tried
     * @param random spreads the retries of what failed together over a quarter either way
     */
    static Optional<Instant> next(int attempts, Instant first, Instant now, RandomGenerator random) {
        Instant end = first.plus(SPAN);
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        long millis = DELAYS.get(Math.min(attempts, DELAYS.size()) - 1).toMillis();
        Instant next = now.plusMillis(millis * 3 / 4 + random.nextLong(millis / 2 + 1));
        return Optional.of(next.isAfter(end) ? end : next);
    }
}
