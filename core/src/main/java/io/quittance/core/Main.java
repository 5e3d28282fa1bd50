package io.quittance.core;

import io.quittance.core.cli.ExitCode;
import io.quittance.core.cli.QuittanceCommand;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entry point of the process. */
public final class Main {

    private static final String LOG_LEVEL = "QUITTANCE_LOG_LEVEL";
    private static final String LOG_FORMAT = "QUITTANCE_LOG_FORMAT";
    private static final Set<String> LOG_FORMATS = Set.of("text", "json");

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        if (System.getenv(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, logLevel(arguments.length == 0 ? "" : arguments[0]));
        }
        String format = System.getenv(LOG_FORMAT);
        boolean isWrong = format != null && !LOG_FORMATS.contains(format);
        System.exit(isWrong ? refuse(format) : QuittanceCommand.run(arguments));
    }

    @SuppressWarnings("checkstyle:StandardOutput") // A command would log, and there is no log.
    private static int refuse(@Nullable String format) {
        System.err.println(LOG_FORMAT + ": \"" + format + "\" is no format of the log; text and json are");
        return ExitCode.WRONG_INPUT;
    }

    private static String logLevel(String command) {
        return switch (command) {
            case "serve" -> "INFO";
            case "demo", "conform" -> "ERROR"; // What is warned of is done here on purpose, all the time.
            default -> "WARN"; // Whoever typed a command wants its answer, not a log.
        };
    }
}
