package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import io.quittance.core.ConfigurationSource;
import io.quittance.core.Configured;
import io.quittance.core.GatewayStore;
import io.quittance.core.PluginComparison;
import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.NearName;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.PluginLoader;
import io.quittance.core.replay.ProviderComparison.Total;
import io.quittance.core.store.Database;
import io.quittance.core.store.NotificationFilter;
import io.quittance.core.store.ReplayFilter;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code quittance diff-provider}: what a new version of a plugin would decide otherwise about notifications that came. Like
 * {@code explain} it reads the store itself, beside a gateway that runs or without one.
 */
@Command(
        name = "diff-provider",
        description = {
            "Runs stored notifications through the plugin in use and a new one, and prints every decision that differs.",
            "It reads the store itself, beside a gateway that runs or without one, and changes nothing."
        },
        footer = {
            "The last month", "quittance diff-provider --config quittance.json --jar acme-provider-2.0.jar",
            "A week of one account",
                    "quittance diff-provider --config quittance.json --jar acme-provider-2.0.jar --days 7 --account shop-de-acme"
        },
        exitCodeList = {
            "0:No decision differs.",
            "1:Some decision differs, an argument is wrong, or the store cannot be used as it is.",
            "2:A fault of Quittance."
        })
final class DiffProviderCommand implements Callable<Integer> {

    private static final int CONNECTIONS = 6;
    private static final long CLOSE_SECONDS = 30;
    private static final int MOST_DAYS = 800;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The gateway's configuration file.")
    private @Nullable Path config;

    @Option(names = "--jar", paramLabel = "JAR", required = true, description = "The new plugin.")
    private @Nullable Path jar;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How far back, from 1 to 800. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--account", paramLabel = "ID", description = "Only the notifications of this account.")
    private @Nullable String account;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200",
            description = "At most so many differences are printed, 0 or more. Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (days < 1 || days > MOST_DAYS || rows < 0) {
            throw new ParameterException(
                    Printing.command(spec), "--days is 1 to " + MOST_DAYS + ", and --rows is not negative");
        }
        ConfigurationSource source = Installation.source(config);
        try (Configured before = source.load();
                LoadedPlugins tried = PluginLoader.loadOne(requireNonNull(jar))) {
            Configured after = after(source, before.plugins(), tried);
            Set<String> accounts = accounts(before, tried);
            DifferenceTable table = new DifferenceTable(Printing.out(spec), rows);
            Total total = compare(before, after, accounts, table);
            table.end(total, accounts);
            return total.differences().isEmpty() ? ExitCode.OK : ExitCode.WRONG_INPUT;
        }
    }

    /** The configuration as it would be with the new plugin, which may take other settings. */
    private Configured after(ConfigurationSource source, LoadedPlugins before, LoadedPlugins tried) {
        if (!tried.broken().isEmpty()) {
            throw new CommandException(tried.broken().get(0).toString());
        }
        try {
            return source.loadWith(before.replacing(tried));
        } catch (ConfigurationException refused) {
            throw new CommandException("with this plugin the configuration is wrong:\n" + refused.getMessage());
        }
    }

    private Set<String> accounts(Configured configured, LoadedPlugins tried) {
        Set<String> accounts = configured.config().accounts().stream()
                .filter(one -> tried.names().contains(one.provider()))
                .map(AccountConfig::id)
                .collect(Collectors.toCollection(TreeSet::new));
        if (accounts.isEmpty()) {
            throw new CommandException("no account is of the provider " + String.join(", ", tried.names()));
        }
        if (account == null) {
            return accounts;
        }
        if (!accounts.contains(account)) {
            throw new CommandException("no account of the provider " + String.join(", ", tried.names()) + " is named "
                    + account + NearName.hint(account, accounts) + "; there are: " + String.join(", ", accounts));
        }
        return Set.of(account);
    }

    private Total compare(Configured before, Configured after, Set<String> accounts, DifferenceTable table)
            throws Exception {
        Vertx vertx = Vertx.vertx();
        try (GatewayStore store = GatewayStore.visit(before.config().store());
                Progress progress = Progress.of(requireNonNull(spec))) {
            Database database = Database.open(vertx, store.address(), CONNECTIONS, store.seal());
            return database.verify()
                    .compose(verified -> new PluginComparison(vertx, database, Clock.systemUTC())
                            .run(
                                    before,
                                    after,
                                    filter(accounts),
                                    difference -> progress.aside(() -> table.row(difference)),
                                    total -> progress.reach("compared", total.notifications())))
                    .eventually(database::close)
                    .await();
        } finally {
            vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private ReplayFilter filter(Set<String> accounts) {
        Instant from = Clock.systemUTC().instant().minus(Duration.ofDays(days));
        return new ReplayFilter(
                new NotificationFilter(null, null, null, null, null, null, from, null, null, 1), null, null, accounts);
    }
}
