package io.quittance.core.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Until when the certificates hold that the servers show, as times since 1970, so that it is true between changes too. */
final class CertificateMeters {

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> ends = new ConcurrentHashMap<>();

    CertificateMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void shown(String server, Instant end) {
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
