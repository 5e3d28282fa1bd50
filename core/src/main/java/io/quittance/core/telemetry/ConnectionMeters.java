package io.quittance.core.telemetry;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of the connections that senders have to a server. */
public final class ConnectionMeters {

    /** Why the server ends one that its sender might have gone on with. */
    public enum End {
        /** There are too many, and others were to have their share. */
        CROWDED_OUT,
        /** No whole head of a request came in time. */
        NO_REQUEST,
        /** Nothing came for long. */
        SILENT
    }

    private final AtomicLong open = new AtomicLong();
    private final Map<End, Counter> ended = new EnumMap<>(End.class);

    ConnectionMeters(MeterRegistry registry, String server) {
        Gauge.builder(Meters.CONNECTIONS, open, AtomicLong::doubleValue)
                .tag("server", server)
                .register(registry);
        // The first of what is alerted on is a rise only above a zero that was there before.
        for (End reason : End.values()) {
            ended.put(
                    reason,
                    Counter.builder(Meters.CONNECTIONS_ENDED)
                            .tag("server", server)
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /** There is one more. */
    public void opened() {
        open.incrementAndGet();
    }

    /** There is one less, whoever ended it. */
    public void closed() {
        open.decrementAndGet();
    }

    /** The server ends one; that it is closed is told apart from it. */
    public void ended(End reason) {
        requireNonNull(ended.get(reason)).increment();
    }
}
