package io.quittance.core;

import org.jspecify.annotations.Nullable;

/** The gateway cannot start as it is told to. Its message is for the operator: what is wrong and where. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
