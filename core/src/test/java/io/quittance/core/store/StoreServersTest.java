package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.PostgresServerFixture;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What takes a server of its own: other versions, other settings, and servers that go away. */
@Tag("store")
@ExtendWith(VertxExtension.class)
class StoreServersTest {

    @Test
    void shouldServeOnTheOldestVersion(Vertx vertx) throws Exception {
        try (PostgresServerFixture server = PostgresServerFixture.startOldest()) {
            Database database = migrated(server, vertx);

            await(database.verify());
            await(new Partitions(database).ensure(Instant.parse("2026-11-22T12:00:00Z")));

            assertThat(await(database.general().query("show server_version").execute())
                            .iterator()
                            .next()
                            .getString(0))
                    .startsWith("15.");
        }
    }

    @Test
    void shouldRefuseAServerThatMayLoseCommits(Vertx vertx) {
        try (PostgresServerFixture server = PostgresServerFixture.start(Map.of("fsync", "off"))) {
            Database database = migrated(server, vertx);

            assertThatThrownBy(() -> await(database.verify()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(server.address().toString(), "fsync=off");
        }
    }

    @Test
    void shouldComeBackAfterTheServerWasStoppedAndKilled(Vertx vertx) throws Exception {
        try (PostgresServerFixture server = PostgresServerFixture.start()) {
            Database database = migrated(server, vertx);
            await(database.verify());

            server.stop();
            assertThat(await(database.reachable())).isFalse();
            server.restart();
            awaitReachable(database);

            Future<?> running = database.general().query("select pg_sleep(60)").execute();
            await(database.general().query("select 1").execute());
            server.kill();
            assertThatThrownBy(() -> await(running))
                    .satisfies(failure ->
                            assertThat(SqlFailure.isConnectionLost(failure)).isTrue());
            assertThatThrownBy(() -> await(database.intake().query("select 1").execute()))
                    .satisfies(failure ->
                            assertThat(SqlFailure.isConnectionLost(failure)).isTrue());
            server.restart();
            awaitReachable(database);
        }
    }

    private static Database migrated(PostgresServerFixture server, Vertx vertx) {
        assertThat(new Migrations(server.address()).apply()).isEqualTo(Migrations.REQUIRED_VERSION);
        return Database.open(vertx, server.address(), 6);
    }

    private static void awaitReachable(Database database) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> await(database.reachable()));
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
