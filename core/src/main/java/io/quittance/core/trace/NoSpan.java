package io.quittance.core.trace;

import org.jspecify.annotations.Nullable;

/** The span of what is not traced. */
final class NoSpan implements Span {

    @Override
    public Span child(Operation operation) {
        return this;
    }

    @Override
    public Span named(String name) {
        return this;
    }

    @Override
    public Span put(TraceAttribute attribute, String value) {
        return this;
    }

    @Override
    public Span put(TraceAttribute attribute, long value) {
        return this;
    }

    @Override
    public Span fail(String type) {
        return this;
    }

    @Override
    public @Nullable Traceparent context() {
        return null;
    }

    @Override
    public void end() {}
}
