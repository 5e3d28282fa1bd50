package io.quittance.core.cli;

import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/** A variable of the environment that commands heed. */
enum EnvironmentVariable {
    QUITTANCE_TOKEN(
            "A token of the gateway, where neither --config nor --token-env tells of one.",
            command -> has(command, "--url")),
    NO_COLOR(
            "Set to anything: no colours.",
            command -> has(command, "--json") || isOneOf(command, "quittance", "demo", "tail")),
    JAVA_HOME(
            "The Java to run on, 17 or newer. Default: the one on the PATH.",
            command -> isOneOf(command, "quittance", "serve", "demo", "bench", "quittance bench")),
    QUITTANCE_OPTS(
            "More options for Java, such as -Xmx512m.", command -> isOneOf(command, "quittance", "serve", "demo")),
    QUITTANCE_LOG_LEVEL(
            "What is logged on standard error: ERROR, WARN, INFO, DEBUG or TRACE. Default: INFO for serve, ERROR for demo"
                    + " and conform, WARN for all others.",
            command -> isOneOf(command, "quittance", "serve", "demo", "conform")),
    QUITTANCE_LOG_FORMAT(
            "How it is logged: text, the default, or json.", command -> isOneOf(command, "quittance", "serve")),
    QUITTANCE_LOG_NOTIFICATIONS("OFF: no line in the log for each notification.", command -> isOneOf(command, "serve"));

    private final String description;
    private final Predicate<CommandSpec> isOf;

    EnvironmentVariable(String description, Predicate<CommandSpec> isOf) {
        this.description = description;
        this.isOf = isOf;
    }

    boolean isOf(CommandSpec command) {
        return isOf.test(command);
    }

    String description() {
        return description;
    }

    private static boolean has(CommandSpec command, String option) {
        return command.optionsMap().containsKey(option);
    }

    private static boolean isOneOf(CommandSpec command, String... names) {
        return Set.of(names).contains(command.name());
    }
}
