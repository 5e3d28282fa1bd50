package io.quittance.bench;

import org.jspecify.annotations.Nullable;

/** What keeps the bench from measuring, in words for whoever typed the command. */
final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
