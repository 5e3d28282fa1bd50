package io.quittance.core.cli;

/** A command cannot do what it is asked for. Its message is for whoever typed it: what is wrong and where. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
