package io.quittance.core.trace;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins traces and goes on with them. May be used from any thread; nobody waits for it. */
public interface Tracing {

    /** Makes no traces. */
    Tracing OFF = new NoTracing();

    /**
     * Begins a trace, if it is one of those that are made.
     *
     * @param claimed what a stranger says to have begun, as it was sent; only referred to, and only if it is well-formed. Null:
     *     nothing
     */
    Span begin(Operation operation, @Nullable String claimed);

    /**
     * Goes on with traces that were begun before, here or elsewhere.
     *
     * @param contexts within the first; the others are only referred to. None: it is not traced
     */
    Span proceed(Operation operation, List<Traceparent> contexts);

    /** Sends what is left, for a bounded time; never fails. */
    Future<Void> close();
}
