package io.quittance.bench;

import io.quittance.core.cli.Manual;
import picocli.CommandLine;

/** The entry point of {@code quittance bench}, in a process of its own that has more memory than a gateway. */
final class Main {

    private static final int WRONG_INPUT = 1;
    private static final int FAULT = 2;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine()
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, given) -> {
                    failure.getCommandLine().getErr().println(failure.getMessage());
                    failure.getCommandLine().usage(failure.getCommandLine().getErr());
                    return WRONG_INPUT;
                })
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr()
                            .println(
                                    failure instanceof BenchException
                                            ? failure.getMessage()
                                            : "The bench failed: " + failure);
                    return failure instanceof BenchException ? WRONG_INPUT : FAULT;
                })
                .execute(arguments));
    }

    /** All of the bench. */
    static CommandLine commandLine() {
        return Manual.complete(new CommandLine(new BenchCommand()));
    }
}
