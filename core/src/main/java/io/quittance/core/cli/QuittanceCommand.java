package io.quittance.core.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code quittance}: parses the command line and runs one command. */
@Command(
        name = "quittance",
        description = {
            "Takes payment providers' notifications, stores, acknowledges and reconciles them.",
            "Commands that ask a running gateway take --config FILE, or --url URL and a token from the environment. All times are in"
                    + " UTC."
        },
        footer = {
            "See it work", "quittance demo --for 20s",
            "Check a configuration", "quittance check --config quittance.json",
            "Run the gateway", "quittance serve --config quittance.json",
            "How a command is used", "quittance help cases resolve"
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            AckCommand.class,
            RollbackCommand.class,
            MigrateCommand.class,
            ProvidersCommand.class,
            ConformCommand.class,
            NewProviderCommand.class,
            OrdersCommand.class,
            NotificationsCommand.class,
            CasesCommand.class,
            DeliveriesCommand.class,
            EventsCommand.class,
            AccountsCommand.class,
            AuditCommand.class,
            TailCommand.class,
            ExplainCommand.class,
            ReplayCommand.class,
            BackfillCommand.class,
            EraseCommand.class,
            ResealCommand.class,
            DiffProviderCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            HelpCommand.class,
            VersionCommand.class
        })
public final class QuittanceCommand {

    /** Runs the command of these arguments, and tells the exit code: 0 ok, 1 the user's input is wrong, 2 our fault. */
    public static int run(String[] arguments) {
        return commandLine().execute(arguments);
    }

    /** All commands. */
    static CommandLine commandLine() {
        return Manual.complete(new CommandLine(new QuittanceCommand()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, result) -> Failures.report(command.getErr(), failure))
                .setParameterExceptionHandler((failure, given) -> {
                    CommandLine command = failure.getCommandLine();
                    command.getErr().println(failure.getMessage());
                    command.usage(command.getErr());
                    return ExitCode.WRONG_INPUT;
                });
    }
}
