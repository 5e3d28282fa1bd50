package io.quittance.core.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Standard output, as the command line library lends it to a running command. */
final class Printing {

    private Printing() {}

    static CommandLine command(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "set before the command runs").commandLine();
    }

    static PrintWriter out(@Nullable CommandSpec spec) {
        return command(spec).getOut();
    }
}
