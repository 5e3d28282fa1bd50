package io.quittance.core.demo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a demo does what.
 *
 * @param started when the process was started; times are told since then
 * @param lastOrder when the last order is placed, and all calms down
 * @param end when it ends if everything is settled
 * @param deadline when it ends in any case
 */
public record Schedule(Instant started, Instant lastOrder, Instant end, Instant deadline) {

    private static final Duration SHORTEST_TRADE = Duration.ofSeconds(3);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    /** Leaves three of the fifteen seconds after the end for closing everything. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    /** A machine that was so slow to start that no time is left is not quicker now. */
    private static final Duration SHORTEST_SETTLING = Duration.ofSeconds(12);

    /**
     * The schedule of a demo that takes so long.
     *
     * @param ready when the first order can be placed
     * @param length from the start of the process; null: until it is told to end
     */
    public static Schedule of(Instant started, Instant ready, @Nullable Duration length) {
        if (length == null) {
            return new Schedule(started, Instant.MAX, Instant.MAX, Instant.MAX);
        }
        Instant end = started.plus(length);
        Instant lastOrder = later(end.minus(SETTLING), ready.plus(SHORTEST_TRADE));
        return new Schedule(started, lastOrder, end, later(end.plus(PATIENCE), lastOrder.plus(SHORTEST_SETTLING)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
