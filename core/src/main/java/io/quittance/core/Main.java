package io.quittance.core;

import io.quittance.core.cli.QuittanceCommand;

/** The entry point of the process. */
public final class Main {

    private static final String LOG_LEVEL = "QUITTANCE_LOG_LEVEL";

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        if (System.getenv(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, logLevel(arguments.length == 0 ? "" : arguments[0]));
        }
        System.exit(QuittanceCommand.run(arguments));
    }

    private static String logLevel(String command) {
        return switch (command) {
            case "serve" -> "INFO";
            case "demo", "conform" -> "ERROR"; // What is warned of is done here on purpose, all the time.
            default -> "WARN"; // Whoever typed a command wants its answer, not a log.
        };
    }
}
