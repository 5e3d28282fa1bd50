package io.quittance.bench;

import io.quittance.core.ConfigurationSource;
import io.quittance.core.Configured;
import io.quittance.core.GatewayStore;
import io.quittance.core.cli.Progress;
import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.config.Problem;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quittance bench fill}: a store with millions of notifications, to try things on. */
@Command(
        name = "fill",
        description = {
            "Fills the store of a configuration, which must be empty, with notifications of its first account.",
            "They are as this build leaves them behind: acknowledged and reconciled. Ten million take 50 GB and half an hour."
        },
        footer = {"A million of them", "quittance bench fill --config quittance.json --notifications 1000000"},
        exitCodeList = {
            "0:The store is filled.",
            "1:An argument is wrong, or the store holds notifications.",
            "2:The bench failed."
        })
final class FillCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration file.")
    private Path config = Path.of("");

    @Option(
            names = "--notifications",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "How many. Default: ${DEFAULT-VALUE}.")
    private long notifications;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        BenchCommand.bounded(command(), "--notifications", notifications, BenchCommand.MOST_STORED);
        Path home = Path.of(System.getProperty("quittance.home"));
        try (Configured configured = load(home);
                GatewayStore store = GatewayStore.open(configured.config().store())) {
            List<AccountConfig> accounts = configured.config().accounts();
            if (accounts.isEmpty()) {
                throw new BenchException(
                        config + ": /accounts is empty, so there is nobody whose notifications they could be");
            }
            AccountConfig account = accounts.get(0);
            Filling.Owner owner = new Filling.Owner(store.address(), account.id(), account.merchant());
            try (Stage stage = Stage.in(home, Path.of(""));
                    Progress progress = Progress.of(command())) {
                Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "shutdown"));
                stage.start();
                new Filling(
                                stage,
                                InstantSource.system(),
                                (filled, wanted) -> progress.reach("filling", filled, wanted))
                        .fill(owner, notifications);
            }
            tell("filled: %,d notifications of %s".formatted(notifications, account.id()));
        }
        return 0;
    }

    private Configured load(Path home) {
        ConfigurationLoader loader = new ConfigurationLoader(System.getenv(), home.resolve("plugins"));
        try {
            return new ConfigurationSource(loader, config, Path.of("").toAbsolutePath()).load();
        } catch (ConfigurationException refused) {
            throw new BenchException(
                    refused.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")), refused);
        }
    }

    private void tell(String line) {
        command().commandLine().getErr().println(line);
        command().commandLine().getErr().flush();
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec, "set before the command runs");
    }
}
