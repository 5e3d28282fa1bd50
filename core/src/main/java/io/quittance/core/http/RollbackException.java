package io.quittance.core.http;

/** A change cannot be rolled back, and why. Expected, so it has no stack trace. */
public final class RollbackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A refusal for this reason, which is for people. */
    public RollbackException(String reason) {
        super(reason, null, false, false);
    }
}
