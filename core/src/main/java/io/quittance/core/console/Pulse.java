package io.quittance.core.console;

import io.quittance.core.telemetry.IntakeTotals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How this node did over the last quarter of an hour, as a curve for each measure. May be used from any thread. */
public final class Pulse {

    /** How often it is felt. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final int MOST = 180;
    private static final double MEDIAN = 0.5;
    private static final double SLOWEST = 0.99;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Clock clock;
    private final Deque<Beat> beats = new ArrayDeque<>();
    private @Nullable IntakeTotals last;
    private Instant lastAt = Instant.EPOCH;

    /** Nothing was felt yet. */
    public Pulse(Clock clock) {
        this.clock = clock;
    }

    /**
     * A few seconds of work.
     *
     * @param kept new notifications a second; likewise the following
     * @param median of the acknowledgement, in milliseconds; null: nothing was acknowledged
     * @param slowest which one of a hundred exceeds, likewise
     */
    public record Beat(
            Instant at,
            double kept,
            double repeated,
            double refused,
            double turnedAway,
            @Nullable Double median,
            @Nullable Double slowest,
            long waiting,
            Duration oldest) {

        /** All that was acknowledged as its provider wants, a second. */
        public double acknowledged() {
            return kept + repeated;
        }
    }

    /** Takes down what was done since the last time. */
    public synchronized void feel(IntakeTotals now) {
        IntakeTotals before = last;
        Instant at = clock.instant();
        double seconds = Duration.between(lastAt, at).toMillis() / MILLIS_PER_SECOND;
        if (before != null && seconds > 0) {
            beats.add(beat(before, now, at, seconds));
            if (beats.size() > MOST) {
                beats.remove();
            }
        }
        last = now;
        lastAt = at;
    }

    /** What was taken down, oldest first. */
    public synchronized List<Beat> beats() {
        return List.copyOf(beats);
    }

    private static Beat beat(IntakeTotals before, IntakeTotals now, Instant at, double seconds) {
        TreeMap<Double, Double> answered = new TreeMap<>();
        now.answered()
                .forEach((bound, count) ->
                        answered.put(bound, count - before.answered().getOrDefault(bound, 0.0)));
        return new Beat(
                at,
                (now.kept() - before.kept()) / seconds,
                (now.repeated() - before.repeated()) / seconds,
                (now.refused() - before.refused()) / seconds,
                (now.turnedAway() - before.turnedAway()) / seconds,
                quantile(answered, MEDIAN),
                quantile(answered, SLOWEST),
                now.waiting(),
                now.oldest());
    }

    /** Within a bucket, as if its values were spread evenly. */
    static @Nullable Double quantile(TreeMap<Double, Double> cumulative, double share) {
        if (cumulative.isEmpty() || cumulative.lastEntry().getValue() <= 0) {
            return null;
        }
        double rank = share * cumulative.lastEntry().getValue();
        double below = 0;
        double counted = 0;
        for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
            double count = bucket.getValue();
            if (count >= rank && count > counted) {
                return below + (bucket.getKey() - below) * (rank - counted) / (count - counted);
            }
            below = bucket.getKey();
            counted = count;
        }
        return cumulative.lastKey();
    }
}
