package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.quittance.spi.IntakeOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What this node's intake did since it was started, and what is left to do.
 *
 * @param kept notifications that were new
 * @param repeated repeats of what was kept before
 * @param refused what the sender did wrong
 * @param turnedAway what could not be stored, or not in time
 * @param answered how many acknowledgements took at most so many milliseconds, by that bound; each includes the ones before
 * @param waiting notification items that are not done, in the whole store
 * @param oldest how long the oldest of them has waited
 */
public record IntakeTotals(
        long kept,
        long repeated,
        long refused,
        long turnedAway,
        Map<Double, Double> answered,
        long waiting,
        Duration oldest) {

    public IntakeTotals {
        answered = Map.copyOf(answered);
    }

    /** What the meters say now. */
    static IntakeTotals of(MeterRegistry registry, long waiting, Duration oldest) {
        return new IntakeTotals(
                sum(registry, IntakeOutcome.ACCEPTED, IntakeOutcome.IGNORED),
                sum(registry, IntakeOutcome.DUPLICATE),
                sum(registry, IntakeOutcome.MALFORMED, IntakeOutcome.UNAUTHENTICATED, IntakeOutcome.TOO_LARGE),
                sum(registry, IntakeOutcome.OVERLOADED, IntakeOutcome.UNAVAILABLE),
                answered(registry),
                waiting,
                oldest);
    }

    private static long sum(MeterRegistry registry, IntakeOutcome... outcomes) {
        return (long) Stream.of(outcomes)
                .flatMap(outcome ->
                        registry
                                .find(Meters.NOTIFICATIONS_RECEIVED)
                                .tag("outcome", Meters.label(outcome))
                                .counters()
                                .stream())
                .mapToDouble(Counter::count)
                .sum();
    }

    private static Map<Double, Double> answered(MeterRegistry registry) {
        Map<Double, Double> counts = new TreeMap<>();
        for (Timer timer : registry.find(Meters.ACKNOWLEDGEMENT).timers()) {
            for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
                counts.merge(bucket.bucket(TimeUnit.MILLISECONDS), bucket.count(), Double::sum);
            }
        }
        return counts;
    }
}
