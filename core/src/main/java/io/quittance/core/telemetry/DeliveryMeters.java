package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of deliveries to endpoints, and of the feed that they come from. */
final class DeliveryMeters {

    private static final String ENDPOINT = "endpoint";

    private final MeterRegistry registry;
    private final MeterProvider<Timer> attempt;
    private final MeterProvider<Counter> ended;
    private final Timer delay;
    private final AtomicLong feedLagMillis = new AtomicLong();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
        this.attempt = Timer.builder(Meters.DELIVERY_ATTEMPT)
                .serviceLevelObjectives(Buckets.LATENCY)
                .withRegistry(registry);
        this.ended = Counter.builder(Meters.DELIVERIES).withRegistry(registry);
        TimeGauge.builder(Meters.FEED_LAG, feedLagMillis, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                .register(registry);
        this.delay = Timer.builder(Meters.DELIVERY_DELAY)
                .serviceLevelObjectives(Buckets.DELAY)
                .register(registry);
    }

    private record Waiting(AtomicLong count, AtomicLong oldestMillis) {}

    void feedLag(Duration lag) {
        feedLagMillis.set(lag.toMillis());
    }

    void attempted(String endpoint, String status, Duration took) {
        attempt.withTags(ENDPOINT, endpoint, "status", status).record(took);
    }

    void ended(String endpoint, String outcome) {
        ended(endpoint, outcome, 1);
    }

    private void ended(String endpoint, String outcome, int count) {
        ended.withTags(ENDPOINT, endpoint, "outcome", outcome).increment(count);
    }

    void delivered(Duration sinceDecided) {
        delay.record(sinceDecided.isNegative() ? Duration.ZERO : sinceDecided); // The clocks of nodes differ.
    }

    void waiting(String endpoint, long count, Duration oldest) {
        Waiting gauges = waiting.computeIfAbsent(endpoint, this::register);
        gauges.count.set(count);
        gauges.oldestMillis.set(oldest.toMillis());
    }

    private Waiting register(String endpoint) {
        Waiting gauges = new Waiting(new AtomicLong(), new AtomicLong());
        ended(endpoint, "dead", 0); // The first one is a rise only above a zero that was there before.
        Gauge.builder(Meters.DELIVERIES_WAITING, gauges.count, AtomicLong::doubleValue)
                .tag(ENDPOINT, endpoint)
                .register(registry);
        TimeGauge.builder(
                        Meters.OLDEST_DELIVERY_WAITING,
                        gauges.oldestMillis,
                        TimeUnit.MILLISECONDS,
                        AtomicLong::doubleValue)
                .tag(ENDPOINT, endpoint)
                .register(registry);
        return gauges;
    }
}
