package io.quittance.core.store.staging;

/** The journal is as large as it may be, or its disk is full. */
final class JournalFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalFullException(Throwable cause) {
        super("The journal of intake.staging is full", cause);
    }
}
