package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
class DatabaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void shouldVerifyAMigratedStore(TestDatabase store, Vertx vertx) throws Exception {
        Database database = store.database(vertx);

        await(database.verify());

        assertThat(await(database.reachable())).isTrue();
    }

    @Test
    void shouldRefuseAStoreThatLacksMigrations(TestDatabase store, Vertx vertx) {
        store.execute("drop table schema_history");

        assertThatThrownBy(() -> await(store.database(vertx).verify()))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("has version 0", "needs " + Migrations.REQUIRED_VERSION, "quittance migrate");
    }

    @ParameterizedTest
    @CsvSource({"off,on", "local,on", "remote_write,on", "on,on", "remote_apply,remote_apply"})
    void shouldForceDurableCommitsOfIntake(String configured, String expected, TestDatabase store, Vertx vertx)
            throws Exception {
        store.execute("alter database " + store.address().database() + " set synchronous_commit = " + configured);
        Database database = store.database(vertx);

        assertThat(setting(database.intake(), "synchronous_commit")).isEqualTo(expected);
        assertThat(setting(database.general(), "synchronous_commit")).isEqualTo(configured);
    }

    @Test
    void shouldTellTheServerWhoItIs(TestDatabase store, Vertx vertx) throws Exception {
        Database database = store.database(vertx);

        assertThat(setting(database.general(), "application_name")).isEqualTo("quittance");
        assertThat(setting(database.intake(), "TimeZone")).isEqualTo("UTC");
    }

    @Test
    void shouldLeaveAServerThatAcceptsNoWritesAnyMore(TestDatabase store, Vertx vertx) throws Exception {
        Database database = Database.open(vertx, store.runner(), 3);
        int session = session(database);

        await(database.leaveReadOnly());
        assertThat(session(database)).as("while it accepts writes").isEqualTo(session);

        await(database.general().query("set default_transaction_read_only = on").execute());
        await(database.leaveReadOnly().otherwiseEmpty());
        // Whoever comes before the pool knows that a connection has ended fails with it.
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> session(database) != session);
    }

    private static int session(Database database) throws TimeoutException {
        return await(database.general().query("select pg_backend_pid()").execute())
                .iterator()
                .next()
                .getInteger(0);
    }

    @Test
    void shouldNotBeReachableAfterTheDatabaseIsGone(TestDatabase store, Vertx vertx) throws Exception {
        StoreAddress absent = store.address().withDatabase("absent");
        Database database = Database.open(vertx, absent, 3);

        assertThat(await(database.reachable())).isFalse();
        assertThatThrownBy(() -> await(database.verify()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(absent.toString());

        await(database.close());
    }

    private static String setting(Pool pool, String name) throws TimeoutException {
        return await(pool.query("show " + name).execute()).iterator().next().getString(0);
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
