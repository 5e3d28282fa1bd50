package io.quittance.core;

import io.quittance.core.cli.QuittanceCommand;

/** The entry point of the process. */
public final class Main {

    private static final String LOG_LEVEL = "QUITTANCE_LOG_LEVEL";

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        boolean serves = arguments.length > 0 && arguments[0].equals("serve");
        if (!serves && System.getenv(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "WARN"); // Whoever typed a command wants its answer, not a log.
        }
        System.exit(QuittanceCommand.run(arguments));
    }
}
