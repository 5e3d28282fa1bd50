package io.quittance.core.plugin;

/** A plugin cannot be checked. The message is for whoever asked: what is wrong, where, and what to do. */
public final class ConformanceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConformanceException(String message) {
        super(message);
    }
}
