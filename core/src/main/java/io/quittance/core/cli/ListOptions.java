package io.quittance.core.cli;

import picocli.CommandLine.Option;

/** How much of a list is printed, and how. */
final class ListOptions {

    private static final int MOST = 1_000_000;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many rows. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--all", description = "All rows, however many there are.")
    private boolean all;

    /** The most rows that are wanted. */
    int most() {
        if (limit < 1 || limit > MOST) {
            throw new CommandException("--limit is " + limit + "; it must be from 1 to " + MOST);
        }
        return all ? Integer.MAX_VALUE : limit;
    }
}
