package io.quittance.core.store.staging;

import org.jspecify.annotations.Nullable;

/** The journal cannot be used. Its message says what to do, and shows nothing of a notification. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
