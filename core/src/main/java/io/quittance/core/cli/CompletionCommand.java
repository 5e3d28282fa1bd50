package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import io.quittance.core.store.WireNames;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quittance completion}: what makes a shell complete the command line. */
@Command(
        name = "completion",
        description = {
            "Prints a script that makes a shell complete commands and options; source it at its start.",
            "One script serves both shells."
        },
        footer = {
            "For bash, in ~/.bashrc", "source <(quittance completion bash)",
            "For zsh, in ~/.zshrc", "source <(quittance completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {

    /** Shells whose completion is known. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh. One script serves both.")
    private @Nullable Shell shell;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Printing.out(spec).println("# For " + WireNames.of(requireNonNull(shell)) + ": to be sourced when it starts.");
        Printing.out(spec)
                .print(AutoComplete.bash("quittance", Printing.command(spec).getParent()));
        Printing.out(spec).flush();
        return ExitCode.OK;
    }
}
