package io.quittance.core.trace;

import io.opentelemetry.api.trace.SpanKind;

/** What a span is about. {@code docs/traces.md} lists them. */
public enum Operation {
    /** A provider posts: from the head of its request to the answer. */
    RECEIVE("notification receive", SpanKind.SERVER),
    /** A notification waits for the commit that it shares with others. */
    STORE("notification store", SpanKind.INTERNAL),
    /** What follows from the notifications about a subject is found out and decided. */
    RECONCILE("subject reconcile", SpanKind.CONSUMER),
    /** A provider is asked of our own accord, and what follows is decided. */
    LOOK_UP("subject look-up", SpanKind.INTERNAL),
    /** A page of a provider's list of payments is asked for, and what follows is decided. */
    BACK_FILL("page back-fill", SpanKind.INTERNAL),
    /** A plugin calls its provider's API. */
    CALL(Operation.BY_METHOD, SpanKind.CLIENT),
    /** An attempt to deliver an event. */
    DELIVER(Operation.BY_METHOD, SpanKind.CLIENT);

    /** For spans that are named by the method of their request. */
    static final String BY_METHOD = "{method}";

    private final String span;
    private final SpanKind kind;

    Operation(String span, SpanKind kind) {
        this.span = span;
        this.kind = kind;
    }

    /** The name of its spans. */
    String span() {
        return span;
    }

    SpanKind kind() {
        return kind;
    }
}
