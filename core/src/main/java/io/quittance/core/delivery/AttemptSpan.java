package io.quittance.core.delivery;

import io.quittance.core.config.EndpointConfig;
import io.quittance.core.store.DeliveryWork;
import io.quittance.core.trace.Operation;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.TraceAttribute;
import io.quittance.core.trace.Traceparent;
import io.quittance.core.trace.Tracing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of one attempt to deliver, within the trace of the decision that made the event. */
final class AttemptSpan {

    private static final String METHOD = "POST";

    private final Span span;

    private AttemptSpan(Span span) {
        this.span = span;
    }

    static AttemptSpan begin(Tracing tracing, EndpointConfig endpoint, DeliveryWork work) {
        List<Traceparent> decision =
                Traceparent.parse(work.traceparent()).map(List::of).orElse(List.of());
        return new AttemptSpan(tracing.proceed(Operation.DELIVER, decision)
                .named(METHOD)
                .put(TraceAttribute.METHOD, METHOD)
                .put(TraceAttribute.ENDPOINT, endpoint.id())
                .put(TraceAttribute.HOST, endpoint.url().getHost())
                .put(TraceAttribute.EVENT, work.event().toString())
                .put(TraceAttribute.ATTEMPT, work.attempts() + 1L));
    }

    /** What the endpoint may go on with; null: it is not traced. */
    @Nullable
    Traceparent context() {
        return span.context();
    }

    void end(Attempt attempt) {
        if (attempt.status() != null) {
            span.put(TraceAttribute.STATUS, attempt.status());
        }
        if (!attempt.delivered()) {
            span.fail(attempt.status() == null ? "no_answer" : attempt.status().toString());
        }
        span.end();
    }
}
