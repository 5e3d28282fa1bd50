package io.quittance.core.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Whether a machine reads it. */
final class JsonOption {

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Prints what the management API says, as one JSON document.")
    private boolean json;

    boolean isWanted() {
        return json;
    }
}
