package io.quittance.core.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** {@code quittance}: parses the command line and runs one command. */
@Command(
        name = "quittance",
        description = "Takes payment providers' notifications, stores, acknowledges and reconciles them.",
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
            DiffProviderCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            VersionCommand.class
        })
public final class QuittanceCommand {

    /** Runs the command of these arguments, and tells the exit code: 0 ok, 1 the user's input is wrong, 2 our fault. */
    public static int run(String[] arguments) {
        return commandLine().execute(arguments);
    }

    /** All commands. */
    static CommandLine commandLine() {
        CommandLine all = new CommandLine(new QuittanceCommand());
        all.getSubcommands().values().forEach(QuittanceCommand::helpWith);
        return all.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, result) -> Failures.report(command.getErr(), failure))
                .setParameterExceptionHandler((failure, given) -> {
                    CommandLine command = failure.getCommandLine();
                    command.getErr().println(failure.getMessage());
                    command.usage(command.getErr());
                    return ExitCode.WRONG_INPUT;
                });
    }

    /** Every command tells what it is for, and the bench tells it itself. */
    private static void helpWith(CommandLine command) {
        if (!command.getCommandName().equals(BenchCommand.NAME)) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Prints what the command is for, and ends.")
                            .build());
            command.getSubcommands().values().forEach(QuittanceCommand::helpWith);
        }
    }
}
