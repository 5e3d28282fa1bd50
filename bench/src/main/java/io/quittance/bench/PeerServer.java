package io.quittance.bench;

import io.quittance.core.ConfigurationSource;
import io.quittance.core.Configured;
import io.quittance.core.GatewayStore;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.http.IntakeBooks;
import io.quittance.core.http.IntakeServers;
import io.quittance.core.http.IntakeServers.InForce;
import io.quittance.core.intake.AnswerLog;
import io.quittance.core.intake.CredentialUses;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.PluginWatch;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.AnswerStore;
import io.quittance.core.store.CredentialUseStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.GroupCommit;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.store.Migrations;
import io.quittance.core.store.NotificationLog;
import io.quittance.core.store.Partitions;
import io.quittance.core.store.StoreAddress;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The gateway's intake with another notification log, and nothing behind it: what the gateway is compared with. */
final class PeerServer {

    private static final long ANSWERS_MILLIS = 1_000;
    private static final int POOL_SIZE = 8;
    private static final int SINGLE_CONNECTIONS = 16;
    private static final int MOST_WAITING = 10_000;
    private static final int MAX_STATEMENT = 8_192;

    private final Vertx vertx = Vertx.builder()
            .with(new VertxOptions().setPreferNativeTransport(true))
            .build();
    private final Clock clock = Clock.systemUTC();
    private final Configured configured;
    private final StoreAddress address;
    private final Database database;
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final PrintStream out;

    private PeerServer(Configured configured, PrintStream out) {
        this.configured = configured;
        this.address = GatewayStore.open(configured.config().store()).address();
        this.database = Database.open(vertx, address, POOL_SIZE);
        this.out = out;
    }

    /** What is done with a notification. */
    enum Log {
        /** Nothing: it is answered at once. */
        NOTHING,
        /** It is written by itself. */
        SINGLE,
        /** It is written with all that wait, as by the gateway. */
        SHARED
    }

    /** Serves until the process is told to end. */
    public static void main(String[] arguments) throws Exception {
        ConfigurationLoader loader =
                new ConfigurationLoader(System.getenv(), Path.of(System.getProperty("quittance.home"), "plugins"));
        Path file = Path.of(arguments[1]);
        Configured configured =
                new ConfigurationSource(loader, file, Path.of("").toAbsolutePath()).load();
        new PeerServer(configured, System.out).start(Log.valueOf(arguments[0])).await();
    }

    private Future<Void> start(Log log) {
        return prepare(log)
                .compose(prepared -> AccountRegistry.start(
                        configured.config().accounts(), configured.plugins(), vertx, clock, metrics, new PluginWatch()))
                .compose(accounts -> servers(log, new Accounts(accounts)).listen())
                .map(port -> {
                    out.println("intake listening on http://127.0.0.1:" + port);
                    out.println(
                            "ready in " + ManagementFactory.getRuntimeMXBean().getUptime() + " ms");
                    return null;
                });
    }

    private Future<Void> prepare(Log log) {
        return log == Log.NOTHING
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> new Migrations(address).apply())
                        .compose(migrated -> new Partitions(database).ensure(clock.instant()));
    }

    private IntakeServers servers(Log log, InForce accounts) {
        return switch (log) {
            case NOTHING -> servers(accounts, new Forgetful(), IntakeServers.LIMITS, keepsNothing());
            case SHARED -> servers(accounts, new InboxWriter(database.intake()), IntakeServers.LIMITS, books());
            case SINGLE ->
                servers(
                        accounts,
                        new InboxWriter(singlePool()),
                        new GroupCommit.Limits(1, SINGLE_CONNECTIONS, MOST_WAITING),
                        books());
        };
    }

    private IntakeServers servers(InForce accounts, NotificationLog log, GroupCommit.Limits limits, Books books) {
        vertx.setPeriodic(ANSWERS_MILLIS, tick -> books.answers.keep());
        return new IntakeServers(
                vertx,
                accounts,
                log,
                limits,
                () -> {},
                books.credentials,
                new IntakeBooks(metrics, books.answers, clock));
    }

    private Books books() {
        return new Books(
                new CredentialUses(new CredentialUseStore(database.general())::keep),
                new AnswerLog(new AnswerStore(database.general())::keep, metrics));
    }

    private Books keepsNothing() {
        return new Books(
                new CredentialUses(uses -> Future.succeededFuture()),
                new AnswerLog(answers -> Future.succeededFuture(), metrics));
    }

    /** As the gateway's, but one connection for each statement that may be under way. */
    private Pool singlePool() {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.database())
                .setUser(address.user())
                .setPassword(Objects.requireNonNull(address.password()).newest())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlLimit(MAX_STATEMENT);
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(SINGLE_CONNECTIONS))
                .build();
    }

    private record Books(CredentialUses credentials, AnswerLog answers) {}

    /** Answers at once that all is new. */
    private static final class Forgetful implements NotificationLog {

        @Override
        public Future<List<Boolean>> write(List<io.quittance.core.store.NewNotification> batch) {
            return Future.succeededFuture(Collections.nCopies(batch.size(), true));
        }
    }

    private final class Accounts implements InForce {

        private final AccountRegistry accounts;

        Accounts(AccountRegistry accounts) {
            this.accounts = accounts;
        }

        @Override
        public Optional<RunningAccount> account(String path) {
            return accounts.find(path);
        }

        @Override
        public IntakeConfig config() {
            return configured.config().intake();
        }
    }
}
