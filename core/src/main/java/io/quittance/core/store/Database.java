package io.quittance.core.store;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to Postgres, in pools, so that the work behind the inbox can never keep a notification from being
 * stored, and nobody's question can keep that work waiting. On every connection of the intake pool a commit is durable
 * when it returns, whatever the server's or the role's setting is.
 */
public final class Database {

    private static final Logger LOGGER = LoggerFactory.getLogger(Database.class);

    private static final int MIN_INTAKE_CONNECTIONS = 2;
    private static final int MAX_INTAKE_CONNECTIONS = 4;
    private static final int INTAKE_SHARE = 4;
    private static final int MAX_MANAGEMENT_CONNECTIONS = 2;
    private static final int MANAGEMENT_SHARE = 4;
    private static final int WAITING_PER_CONNECTION = 64;
    private static final int CACHED_STATEMENTS = 256;
    private static final int CACHED_STATEMENT_CHARACTERS = 8192;
    private static final int CONNECT_SECONDS = 5;
    private static final int IDLE_MINUTES = 10;
    private static final int LIFETIME_MINUTES = 60;
    private static final int PING_SECONDS = 2;
    private static final String STATEMENT_MILLISECONDS = "30000";

    // A server that neither answers nor closes is given up: when no statement can last any longer, and by the intake
    // when
    // no sender waits any longer.
    private static final Duration SILENCE = Duration.ofSeconds(35);
    private static final Duration SILENCE_OF_INTAKE = Duration.ofSeconds(12);
    private static final Duration SILENCE_OF_HOUSEKEEPING = Duration.ofMinutes(15);

    private static final String LEAVE_READ_ONLY = "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where current_setting('transaction_read_only') = 'on' and datname = current_database()"
            + " and usename = current_user and application_name = '" + StoreAddress.APPLICATION + "'";
    private static final String FORCE_DURABLE_COMMIT = "select set_config('synchronous_commit', 'on', false)"
            + " where current_setting('synchronous_commit') not in ('on', 'remote_apply')";

    // Every statement behind intake looks up by key, some hundred rows at most, and keeps its plan. Left alone, the
    // planner makes that plan by what the tables hold at the time: for those of a new installation, which are empty,
    // one that reads them from end to end, and it is still in use when the first burst fills them.
    private static final Map<String, String> PLANNER = Map.of(
            "plan_cache_mode", "force_generic_plan",
            "enable_seqscan", "off",
            "enable_bitmapscan", "off",
            "enable_hashjoin", "off",
            "enable_mergejoin", "off",
            "enable_material", "off");

    private final Vertx vertx;
    private final StoreAddress address;
    private final NotificationSeal seal;
    private final Pool intake;
    private final Pool general;
    private final Pool management;
    private final Pool housekeeping;

    private Database(Vertx vertx, StoreAddress address, int poolSize, NotificationSeal seal) {
        this.vertx = vertx;
        this.address = address;
        this.seal = seal;
        int forIntake = Math.min(MAX_INTAKE_CONNECTIONS, Math.max(MIN_INTAKE_CONNECTIONS, poolSize / INTAKE_SHARE));
        int forManagement = Math.min(MAX_MANAGEMENT_CONNECTIONS, Math.max(1, poolSize / MANAGEMENT_SHARE));
        int others = Math.max(1, poolSize - forIntake - forManagement);
        this.intake = pool("intake", forIntake, SILENCE_OF_INTAKE, PLANNER, Database::forceDurableCommit);
        this.general = pool("general", others, SILENCE, PLANNER, SqlConnection::close);
        this.management = pool("management", forManagement, SILENCE, Map.of(), SqlConnection::close);
        this.housekeeping = pool("housekeeping", 1, SILENCE_OF_HOUSEKEEPING, PLANNER, SqlConnection::close);
    }

    /**
     * Prepares the pools; nothing connects before it is needed.
     *
     * @param poolSize how many connections there may be, all pools together but that for housekeeping; at least 4 are taken
     */
    public static Database open(Vertx vertx, StoreAddress address, int poolSize) {
        return open(vertx, address, poolSize, NotificationSeal.NONE);
    }

    /**
     * The same for a store where something is sealed.
     *
     * @param seal what opens it, and seals what is stored from now on
     */
    public static Database open(Vertx vertx, StoreAddress address, int poolSize, NotificationSeal seal) {
        return new Database(vertx, address, poolSize, seal);
    }

    /** How what senders wrote is sealed here. */
    public NotificationSeal seal() {
        return seal;
    }

    /** For storing notifications, and nothing else. */
    public Pool intake() {
        return intake;
    }

    /** For the work on what was taken in: short statements that are always the same. */
    public Pool general() {
        return general;
    }

    /** For what people ask: statements of many shapes, each planned for what it asks. */
    public Pool management() {
        return management;
    }

    /** For what is done once a day, one after the other, and may take minutes. */
    public Pool housekeeping() {
        return housekeeping;
    }

    /** The newest migration that the schema has; 0 if it has none. A fifth of the work of a start is to have Flyway ask that. */
    public Future<Integer> schemaVersion() {
        return new ServerCheck(general, address).schemaVersion();
    }

    /** Whether our role may change the schema, or make one where there is none. */
    public Future<Boolean> mayMigrate() {
        return new OwnRole(general).ownsSchema();
    }

    /** Fails with a {@link StoreException} if this server cannot keep our promises, forbids what we do, lacks migrations of this build, or keeps what we have no key for. */
    public Future<Void> verify() {
        return new ServerCheck(general, address)
                .run()
                .compose(fit -> new OwnRole(general).verify(address))
                .compose(allowed -> new SealedKeys(general, address).verify(seal));
    }

    /** Whether the store answers within two seconds; never fails. */
    public Future<Boolean> reachable() {
        return general.query("select 1")
                .execute()
                .timeout(PING_SECONDS, SECONDS)
                .map(true)
                .otherwise(false);
    }

    /** Closes the pools. What is in flight fails. */
    public Future<Void> close() {
        return Future.join(intake.close(), general.close(), management.close(), housekeeping.close())
                .mapEmpty();
    }

    /**
     * Ends our sessions at servers that accept no writes any more, ours and those of other nodes, so that new ones are
     * made where they do: after a fail-over that left the old primary, or a balancer before it, reachable. Nothing where writes are
     * accepted.
     */
    public Future<Void> leaveReadOnly() {
        return Future.join(
                        intake.query(LEAVE_READ_ONLY).execute(),
                        general.query(LEAVE_READ_ONLY).execute(),
                        management.query(LEAVE_READ_ONLY).execute())
                .mapEmpty();
    }

    private Pool pool(
            String name, int size, Duration silence, Map<String, String> settings, Handler<SqlConnection> onConnect) {
        ClientBuilder<Pool> builder = PgBuilder.pool()
                .using(vertx)
                .with(SilentServer.socket(silence).setConnectTimeout((int) SECONDS.toMillis(CONNECT_SECONDS)))
                .with(poolOptions(name, size))
                .withConnectHandler(connection -> {
                    SilentServer.leave(connection);
                    onConnect.handle(connection);
                });
        WritableServer server = new WritableServer(vertx, address, options -> connectOptions(name, settings, options));
        return builder.connectingTo(server::find).build();
    }

    private static PgConnectOptions connectOptions(
            String name, Map<String, String> settings, PgConnectOptions address) {
        PgConnectOptions options = address
                // Should we vanish behind a dead network, the server lets go of our locks by itself.
                .addProperty("idle_in_transaction_session_timeout", STATEMENT_MILLISECONDS)
                .addProperty("statement_timeout", STATEMENT_MILLISECONDS)
                // Machine code is for statements that take seconds; the planner takes some of ours for such.
                .addProperty("jit", "off")
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
                .setPreparedStatementCacheSqlLimit(CACHED_STATEMENT_CHARACTERS);
        options.setMetricsName("store-" + name);
        settings.forEach(options::addProperty);
        return options;
    }

    private static PoolOptions poolOptions(String name, int size) {
        return new PoolOptions()
                .setName("store-" + name)
                .setMaxSize(size)
                .setMaxWaitQueueSize(size * WAITING_PER_CONNECTION)
                .setConnectionTimeout(CONNECT_SECONDS)
                .setConnectionTimeoutUnit(SECONDS)
                .setIdleTimeout(IDLE_MINUTES)
                .setIdleTimeoutUnit(MINUTES)
                .setMaxLifetime(LIFETIME_MINUTES)
                .setMaxLifetimeUnit(MINUTES);
    }

    private static void forceDurableCommit(SqlConnection connection) {
        connection
                .query(FORCE_DURABLE_COMMIT)
                .execute()
                .recover(failure -> discard(connection, failure))
                .onComplete(done -> connection.close());
    }

    /** A connection that may lose what it commits must not reach the pool; from here only the server can end it. */
    private static Future<RowSet<Row>> discard(SqlConnection connection, Throwable failure) {
        LOGGER.atWarn().setCause(failure).log("intake connection refused, its commits may not be durable");
        return connection.query("select pg_terminate_backend(pg_backend_pid())").execute();
    }
}
