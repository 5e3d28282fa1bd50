package io.quittance.core.trace;

/** Counts what became of spans. Called on any thread. */
public interface SpanBooks {

    /** The receiver took so many. */
    void sent(long spans);

    /** So many are lost. */
    void dropped(Loss why, long spans);

    /** Why spans are lost. */
    enum Loss {
        /** Too many wait to be sent. */
        OVERFLOW,
        /** They could not be sent. */
        NOT_SENT
    }
}
