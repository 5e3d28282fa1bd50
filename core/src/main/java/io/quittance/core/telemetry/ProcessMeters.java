package io.quittance.core.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of the process: its memory, its processors, its clock, and its log. */
final class ProcessMeters implements AutoCloseable {

    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final AtomicLong aheadMillis = new AtomicLong();

    ProcessMeters(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        TimeGauge.builder(Meters.MACHINE_CLOCK_AHEAD, aheadMillis, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                .register(registry);
        FunctionCounter.builder(Meters.LOG_LINES_DROPPED, this, process -> BoundedAppender.dropped())
                .register(registry);
    }

    void clockAhead(Duration ahead) {
        aheadMillis.set(ahead.toMillis());
    }

    @Override
    public void close() {
        garbageCollection.close();
    }
}
