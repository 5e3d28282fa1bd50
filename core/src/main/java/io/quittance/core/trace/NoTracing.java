package io.quittance.core.trace;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes no traces. */
final class NoTracing implements Tracing {

    @Override
    public Span begin(Operation operation, @Nullable String claimed) {
        return Span.NONE;
    }

    @Override
    public Span proceed(Operation operation, List<Traceparent> contexts) {
        return Span.NONE;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
