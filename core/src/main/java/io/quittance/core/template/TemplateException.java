package io.quittance.core.template;

/** A project cannot be made as it was asked for. The message says what is wrong, where, and what is allowed. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
