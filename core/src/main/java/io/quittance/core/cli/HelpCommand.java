package io.quittance.core.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quittance help}: what {@code --help} after a command prints. That of picocli knows no commands of commands. */
@Command(
        name = "help",
        helpCommand = true,
        addMethodSubcommands = false,
        description = {
            "Tells what a command is for and how it is used, as --help after it does.",
            "Without a command: which commands there are."
        },
        footer = {
            "Which commands there are", "quittance help",
            "How cases are listed", "quittance help cases",
            "How one of their commands is used", "quittance help cases resolve"
        })
final class HelpCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "A command, and if it has commands, one of these.")
    private List<String> names = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine found = Printing.command(spec).getParent();
        for (int i = 0; i < names.size(); i++) {
            found = inner(found, names.get(i));
            if (found.getCommand() instanceof BenchCommand bench) {
                return bench.help(names.subList(i + 1, names.size()));
            }
        }
        found.usage(found.getOut());
        return ExitCode.OK;
    }

    private CommandLine inner(CommandLine outer, String name) {
        CommandLine inner = outer.getSubcommands().get(name);
        if (inner == null) {
            throw new ParameterException(
                    Printing.command(spec),
                    "'" + name + "' is no command of " + outer.getCommandSpec().qualifiedName());
        }
        return inner;
    }
}
