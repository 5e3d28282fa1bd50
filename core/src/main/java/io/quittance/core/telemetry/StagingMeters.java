package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of what waits on the local disk for the store. */
public final class StagingMeters {

    private final Counter staged;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong oldestMillis = new AtomicLong();
    private final AtomicLong setAside = new AtomicLong();

    StagingMeters(MeterRegistry registry) {
        this.staged = Counter.builder(Meters.NOTIFICATIONS_STAGED).register(registry);
        Gauge.builder(Meters.STAGING_WAITING, waiting, AtomicLong::doubleValue).register(registry);
        Gauge.builder(Meters.STAGING_BYTES, waitingBytes, AtomicLong::doubleValue)
                .baseUnit("bytes")
                .register(registry);
        TimeGauge.builder(Meters.STAGING_OLDEST, oldestMillis, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                .register(registry);
        Gauge.builder(Meters.STAGING_SET_ASIDE, setAside, AtomicLong::doubleValue)
                .register(registry);
    }

    /** So many more are on the disk. */
    public void staged(int notifications) {
        staged.increment(notifications);
    }

    /** What is on the disk by now. */
    public void waiting(long notifications, long bytes, Duration oldest) {
        waiting.set(notifications);
        waitingBytes.set(bytes);
        oldestMillis.set(oldest.toMillis());
    }

    /** What a person has to look at. */
    public void setAside(long files) {
        setAside.set(files);
    }
}
