package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of what plugins do to event loops. */
final class PluginMeters {

    private static final String ACCOUNT = "account";

    private final MeterRegistry registry;
    private final MeterProvider<Counter> blocks;
    private final MeterProvider<Timer> block;
    private final Map<String, AtomicInteger> isolation = new ConcurrentHashMap<>();

    PluginMeters(MeterRegistry registry) {
        this.registry = registry;
        this.blocks = Counter.builder(Meters.PLUGIN_BLOCKS).withRegistry(registry);
        this.block = Timer.builder(Meters.PLUGIN_BLOCK)
                .serviceLevelObjectives(Buckets.BLOCK)
                .withRegistry(registry);
    }

    void blocked(String account) {
        blocks.withTag(ACCOUNT, account).increment();
    }

    void blockEnded(String account, Duration took) {
        block.withTag(ACCOUNT, account).record(took);
    }

    void isolated(String account, int level) {
        isolation.computeIfAbsent(account, this::register).set(level);
    }

    private AtomicInteger register(String account) {
        AtomicInteger level = new AtomicInteger();
        Gauge.builder(Meters.PLUGIN_ISOLATION, level, AtomicInteger::doubleValue)
                .tag(ACCOUNT, account)
                .register(registry);
        return level;
    }
}
