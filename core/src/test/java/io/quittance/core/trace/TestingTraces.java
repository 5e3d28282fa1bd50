package io.quittance.core.trace;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** Makes traces, and keeps the spans that have ended. */
public final class TestingTraces {

    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final Tracing tracing;

    /** Makes this share of traces. */
    public TestingTraces(double sampled) {
        this.tracing = OpenTelemetryTracing.of(SimpleSpanProcessor.create(ended), sampled, "1.2.3");
    }

    /** What makes them. */
    public Tracing tracing() {
        return tracing;
    }

    /** What has ended so far. */
    public List<SpanData> spans() {
        return ended.getFinishedSpanItems();
    }
}
