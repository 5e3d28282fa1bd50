package io.quittance.core;

import io.quittance.core.cli.QuittanceCommand;

/** The entry point of the process. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(QuittanceCommand.run(arguments));
    }
}
