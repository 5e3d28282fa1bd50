package io.quittance.core.store;

/**
 * Nothing can be decided about what was asked, now or later: what is on record, or what was found out, is to blame, and not
 * the state of the store.
 */
public final class UndecidableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Undecidable for this reason. */
    public UndecidableException(Throwable cause) {
        super("No decision is possible", cause);
    }

    /** Whether no decision is possible, and will not be when it is tried again: the finding is at fault, not the store. */
    public static boolean isCauseOf(Throwable failure) {
        return failure instanceof UndecidableException || SqlFailure.isDataError(failure);
    }
}
