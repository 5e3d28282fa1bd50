package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of what is removed because it is too old. */
final class RetentionMeters {

    private static final String TABLE = "table";

    private final MeterProvider<Counter> rows;
    private final MeterProvider<Counter> months;
    private final AtomicLong oldestMillis = new AtomicLong();

    RetentionMeters(MeterRegistry registry) {
        this.rows = Counter.builder(Meters.RETENTION_ROWS).withRegistry(registry);
        this.months = Counter.builder(Meters.RETENTION_MONTHS).withRegistry(registry);
        TimeGauge.builder(Meters.OLDEST_NOTIFICATION, oldestMillis, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                .register(registry);
    }

    void removed(String table, long count) {
        rows.withTag(TABLE, table).increment(count);
    }

    void monthDropped(String table) {
        months.withTag(TABLE, table).increment();
    }

    void oldest(Duration age) {
        oldestMillis.set(age.toMillis());
    }
}
