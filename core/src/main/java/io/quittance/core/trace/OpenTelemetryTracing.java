package io.quittance.core.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quittance.core.config.TelemetryConfig.Traces;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes traces with the SDK of OpenTelemetry. Each parent is given: nothing is left in thread-locals, nor in global state. */
public final class OpenTelemetryTracing implements Tracing {

    private static final int VALUE_CHARACTERS = 200;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OpenTelemetryTracing(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("io.quittance");
    }

    /**
     * Makes the configured traces, and sends them on a thread of their own.
     *
     * @param version of the gateway
     */
    public static Tracing sending(Traces traces, String version, SpanBooks books) {
        return of(SpanExport.to(traces, books), traces.sampled(), version);
    }

    /** Makes traces of which this processor gets to know. */
    static Tracing of(SpanProcessor processor, double sampled, String version) {
        return new OpenTelemetryTracing(SdkTracerProvider.builder()
                .setResource(resource(version))
                // What was begun is gone on with, whatever the share is by then.
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampled)))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(VALUE_CHARACTERS)
                        .build())
                .addSpanProcessor(processor)
                .build());
    }

    private static Resource resource(String version) {
        return Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "quittance",
                        AttributeKey.stringKey("service.version"),
                        version,
                        AttributeKey.stringKey("service.instance.id"),
                        UUID.randomUUID().toString())));
    }

    @Override
    public Span begin(Operation operation, @Nullable String claimed) {
        SpanBuilder builder = builder(operation).setNoParent();
        Traceparent.parse(claimed).map(OpenTelemetryTracing::remote).ifPresent(builder::addLink);
        return start(builder);
    }

    @Override
    public Span proceed(Operation operation, List<Traceparent> contexts) {
        if (contexts.isEmpty()) {
            return Span.NONE;
        }
        SpanBuilder builder = builder(operation)
                .setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(remote(contexts.get(0)))));
        contexts.stream().skip(1).map(OpenTelemetryTracing::remote).forEach(builder::addLink);
        return start(builder);
    }

    @Override
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        provider.shutdown().whenComplete(closed::complete);
        return closed.future();
    }

    private SpanBuilder builder(Operation operation) {
        return tracer.spanBuilder(operation.span()).setSpanKind(operation.kind());
    }

    private Span start(SpanBuilder builder) {
        io.opentelemetry.api.trace.Span span = builder.startSpan();
        return span.isRecording() ? new OpenTelemetrySpan(tracer, span) : Span.NONE;
    }

    private static SpanContext remote(Traceparent context) {
        return SpanContext.createFromRemoteParent(
                context.traceId(), context.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
    }
}
