package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of cases. */
final class CaseMeters {

    private static final String KIND = "kind";

    private final MeterRegistry registry;
    private final MeterProvider<Counter> opened;
    private final MeterProvider<Counter> resolved;
    private final Map<String, AtomicLong> open = new ConcurrentHashMap<>();

    CaseMeters(MeterRegistry registry) {
        this.registry = registry;
        this.opened = Counter.builder(Meters.CASES_OPENED).withRegistry(registry);
        this.resolved = Counter.builder(Meters.CASES_RESOLVED).withRegistry(registry);
    }

    void opened(String kind) {
        opened.withTag(KIND, kind).increment();
    }

    void resolved(String kind, String action) {
        resolved.withTags(KIND, kind, "action", action).increment();
    }

    void open(Map<String, Long> byKind) {
        byKind.keySet().forEach(kind -> open.computeIfAbsent(kind, this::register));
        open.forEach((kind, gauge) -> gauge.set(byKind.getOrDefault(kind, 0L)));
    }

    private AtomicLong register(String kind) {
        AtomicLong count = new AtomicLong();
        Gauge.builder(Meters.CASES_OPEN, count, AtomicLong::doubleValue)
                .tag(KIND, kind)
                .register(registry);
        return count;
    }
}
