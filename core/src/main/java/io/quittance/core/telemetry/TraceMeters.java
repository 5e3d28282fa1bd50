package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quittance.core.trace.SpanBooks;

/** The meters of spans; all are there from the start, so that the first loss is seen to rise. */
final class TraceMeters implements SpanBooks {

    private final Counter sent;
    private final Counter overflown;
    private final Counter notSent;

    TraceMeters(MeterRegistry registry) {
        this.sent = Counter.builder(Meters.SPANS_SENT).register(registry);
        this.overflown = dropped(Loss.OVERFLOW, registry);
        this.notSent = dropped(Loss.NOT_SENT, registry);
    }

    @Override
    public void sent(long spans) {
        sent.increment(spans);
    }

    @Override
    public void dropped(Loss why, long spans) {
        switch (why) {
            case OVERFLOW -> overflown.increment(spans);
            case NOT_SENT -> notSent.increment(spans);
        }
    }

    private static Counter dropped(Loss why, MeterRegistry registry) {
        return Counter.builder(Meters.SPANS_DROPPED)
                .tag("reason", Meters.label(why))
                .register(registry);
    }
}
