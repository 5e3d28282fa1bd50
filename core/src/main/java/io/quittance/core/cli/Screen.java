package io.quittance.core.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints to.
 *
 * @param isTerminal whether a person looks at it; otherwise it is a file, or another program reads it
 * @param width how many characters a line holds
 * @param isColoured whether colours are wanted: a terminal, and no {@code NO_COLOR}
 */
record Screen(boolean isTerminal, int width, boolean isColoured) {

    /** No terminal. */
    static final Screen PLAIN = new Screen(false, Integer.MAX_VALUE, false);

    private static final String NO_COLOUR = System.getenv("NO_COLOR");

    /** Standard output. */
    static Screen of(CommandSpec spec) {
        boolean isColoured = Ansi.AUTO.enabled();
        if (!isColoured && (NO_COLOUR == null || System.console() == null)) {
            return PLAIN;
        }
        return new Screen(true, spec.usageMessage().autoWidth(true).width(), isColoured);
    }
}
