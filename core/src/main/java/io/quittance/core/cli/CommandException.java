package io.quittance.core.cli;

/** A command cannot do what it is asked for. Its message is for whoever typed it: what is wrong and where. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandException(String message) {
        this(message, ExitCode.WRONG_INPUT);
    }

    CommandException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = ExitCode.WRONG_INPUT;
    }

    int exitCode() {
        return exitCode;
    }
}
