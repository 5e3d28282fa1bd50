package io.quittance.core.plugin;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.Problem;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The running accounts, found by the exact path to which their providers post. */
public final class AccountRegistry {

    private final List<RunningAccount> accounts;
    private final Map<String, RunningAccount> byPath;
    private final Map<String, RunningAccount> byId;

    private AccountRegistry(List<RunningAccount> accounts) {
        this.accounts = List.copyOf(accounts);
        this.byPath = index(account -> account.config().path());
        this.byId = index(account -> account.config().id());
    }

    /**
     * Starts all accounts, or none: then the Future fails with a {@link ConfigurationException} that holds the problems of
     * all accounts. The plugins stay the caller's, and are closed after the registry.
     *
     * @param watch sees what they do on event loops
     */
    public static Future<AccountRegistry> start(
            List<AccountConfig> configs,
            LoadedPlugins plugins,
            Vertx vertx,
            Clock clock,
            GatewayMetrics metrics,
            PluginWatch watch) {
        return start(configs, new AccountStarter(plugins, vertx, clock, metrics, watch, account -> Answers.ASKED));
    }

    /**
     * The same, for accounts that are only compared with others: both are told the same by their providers.
     *
     * @param watch sees nothing until somebody starts it
     */
    public static Future<AccountRegistry> startToCompare(
            List<AccountConfig> configs,
            LoadedPlugins plugins,
            Vertx vertx,
            Clock clock,
            PluginWatch watch,
            SharedAnswers answers) {
        return start(configs, new AccountStarter(plugins, vertx, clock, new GatewayMetrics(), watch, answers::of));
    }

    private static Future<AccountRegistry> start(List<AccountConfig> configs, AccountStarter starter) {
        List<Future<RunningAccount>> starts = new ArrayList<>();
        for (int index = 0; index < configs.size(); index++) {
            starts.add(starter.start(configs.get(index), "/accounts/" + index));
        }
        return Future.join(starts).transform(ignored -> allOrNone(starts));
    }

    /** The account at a path. */
    public Optional<RunningAccount> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The account of an id. */
    public Optional<RunningAccount> findById(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All accounts, as they were configured. */
    public List<RunningAccount> accounts() {
        return accounts;
    }

    /** Closes all accounts at once; succeeds when all are closed or had their time. */
    public Future<Void> close() {
        return closeAll(accounts);
    }

    private static Future<AccountRegistry> allOrNone(List<Future<RunningAccount>> starts) {
        List<RunningAccount> started =
                starts.stream().filter(Future::succeeded).map(Future::result).toList();
        List<Throwable> failures =
                starts.stream().filter(Future::failed).map(Future::cause).toList();
        if (failures.isEmpty()) {
            return Future.succeededFuture(new AccountRegistry(started));
        }
        return closeAll(started).transform(ignored -> Future.failedFuture(joined(failures)));
    }

    /** One exception with all problems; a failure of ours, which is none of the configuration, comes first. */
    private static Throwable joined(List<Throwable> failures) {
        List<Problem> problems = new ArrayList<>();
        for (Throwable failure : failures) {
            if (!(failure instanceof ConfigurationException refused)) {
                return failure;
            }
            problems.addAll(refused.problems());
        }
        return new ConfigurationException(problems);
    }

    private static Future<Void> closeAll(List<RunningAccount> accounts) {
        return Future.join(accounts.stream().map(RunningAccount::close).toList())
                .mapEmpty();
    }

    private Map<String, RunningAccount> index(Function<RunningAccount, String> key) {
        return accounts.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
