package io.quittance.core.demo;

/** The demo cannot run here. Its message is for whoever started it: what is missing and where. */
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
