package io.quittance.core.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of the servers, which are called {@code intake} and {@code management}. */
public final class ServerMeters {

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> ends = new ConcurrentHashMap<>();
    private final ConnectionMeters intake;
    private final ConnectionMeters management;

    ServerMeters(MeterRegistry registry) {
        this.registry = registry;
        this.intake = new ConnectionMeters(registry, "intake");
        this.management = new ConnectionMeters(registry, "management");
    }

    /** The connections of the intake, of all its event loops. */
    public ConnectionMeters intake() {
        return intake;
    }

    /** The connections of the management port. */
    public ConnectionMeters management() {
        return management;
    }

    /** A server shows certificates of which the first ends then: a time since 1970, so that it is true between changes too. */
    public void certificateShown(String server, Instant end) {
        ends.computeIfAbsent(server, this::gauge).set(end.getEpochSecond());
    }

    private AtomicLong gauge(String server) {
        AtomicLong end = new AtomicLong();
        TimeGauge.builder(Meters.CERTIFICATE_ENDS, end, TimeUnit.SECONDS, AtomicLong::doubleValue)
                .tag("server", server)
                .register(registry);
        return end;
    }
}
