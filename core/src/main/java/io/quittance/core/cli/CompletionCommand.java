package io.quittance.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @SuppressWarnings("UnusedVariable") // One script serves both; any other shell is refused.
    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh. One script serves both.")
    private @Nullable Shell shell;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path installed = Installation.home().resolve(Completion.DIRECTORY).resolve(Completion.BASH_FILE);
        PrintWriter out = Printing.out(spec);
        out.print(
                Files.exists(installed)
                        ? Files.readString(installed, UTF_8)
                        : Completion.script(Printing.command(spec).getParent()));
        out.flush();
        return ExitCode.OK;
    }
}
