package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How far the pools of connections to the store are in use, as Vert.x tells it. Nothing else is asked of Vert.x. */
final class StorePools implements VertxMetrics {

    private static final String TYPE = "sql";

    private final MeterRegistry registry;
    private final Map<String, Use> pools = new ConcurrentHashMap<>();

    StorePools(MeterRegistry registry) {
        this.registry = registry;
    }

    VertxMetricsFactory factory() {
        return options -> this;
    }

    @Override
    public @Nullable PoolMetrics<?, ?> createPoolMetrics(String type, String name, int size) {
        return type.equals(TYPE) ? use(name, size) : null;
    }

    Use use(String name, int size) {
        return pools.computeIfAbsent(name, unknown -> new Use(registry, name, size));
    }

    /** Of one pool. Who waits or uses is only counted, so that it is known by nothing. */
    static final class Use implements PoolMetrics<Boolean, Boolean> {

        private final AtomicInteger used = new AtomicInteger();
        private final AtomicInteger waiting = new AtomicInteger();

        private Use(MeterRegistry registry, String name, int size) {
            register(registry, Meters.STORE_CONNECTIONS_USED, name, used);
            register(registry, Meters.STORE_CONNECTIONS_AWAITED, name, waiting);
            register(registry, Meters.STORE_CONNECTIONS_LIMIT, name, new AtomicInteger(size));
        }

        @Override
        public Boolean enqueue() {
            waiting.incrementAndGet();
            return true;
        }

        @Override
        public void dequeue(Boolean waited) {
            waiting.decrementAndGet();
        }

        @Override
        public Boolean begin() {
            used.incrementAndGet();
            return true;
        }

        @Override
        public void end(Boolean lease) {
            used.decrementAndGet();
        }

        private static void register(MeterRegistry registry, String meter, String pool, AtomicInteger value) {
            Gauge.builder(meter, () -> value).tag("pool", pool).register(registry);
        }
    }
}
