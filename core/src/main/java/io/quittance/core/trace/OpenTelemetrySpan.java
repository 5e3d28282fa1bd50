package io.quittance.core.trace;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A span that is made. */
final class OpenTelemetrySpan implements Span {

    private final Tracer tracer;
    private final io.opentelemetry.api.trace.Span span;

    OpenTelemetrySpan(Tracer tracer, io.opentelemetry.api.trace.Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    @Override
    public Span child(Operation operation) {
        return new OpenTelemetrySpan(
                tracer,
                tracer.spanBuilder(operation.span())
                        .setSpanKind(operation.kind())
                        .setParent(Context.root().with(span))
                        .startSpan());
    }

    @Override
    public Span named(String name) {
        span.updateName(name);
        return this;
    }

    @Override
    public Span put(TraceAttribute attribute, String value) {
        span.setAttribute(attribute.key(), value);
        return this;
    }

    @Override
    public Span put(TraceAttribute attribute, long value) {
        span.setAttribute(attribute.key(), value);
        return this;
    }

    @Override
    public Span fail(String type) {
        span.setStatus(StatusCode.ERROR);
        return put(TraceAttribute.ERROR, type);
    }

    @Override
    public @Nullable Traceparent context() {
        return new Traceparent(
                span.getSpanContext().getTraceId(), span.getSpanContext().getSpanId());
    }

    @Override
    public void end() {
        span.end();
    }
}
