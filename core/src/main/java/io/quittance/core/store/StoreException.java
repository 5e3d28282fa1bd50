package io.quittance.core.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be used. Its message is for the operator: what is wrong, where, and what to do. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
