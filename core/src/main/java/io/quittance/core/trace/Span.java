package io.quittance.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * A step of a trace, from when it was begun until it {@linkplain #end ends}. Handed on from caller to callee, since the steps of
 * one trace run on many threads. May be used from any thread; no method blocks or throws.
 */
public interface Span {

    /** The step of what is not traced: does nothing, and so do its children. */
    Span NONE = new NoSpan();

    /** Begins a step within this one. */
    Span child(Operation operation);

    /** Takes the name that its operation leaves open. */
    Span named(String name);

    /** Tells something about it; the last that was told counts. */
    Span put(TraceAttribute attribute, String value);

    /** Tells something about it; the last that was told counts. */
    Span put(TraceAttribute attribute, long value);

    /**
     * It did not succeed.
     *
     * @param type a class of failures, from a small set
     */
    Span fail(String type);

    /** What to keep or send for those who go on with the trace; null: it is not traced. */
    @Nullable
    Traceparent context();

    /** Ends it; once is enough. */
    void end();
}
