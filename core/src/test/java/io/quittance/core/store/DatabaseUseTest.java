package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told about the use of connections, with a Vert.x that was given the metrics as the gateway's is. */
@PostgresTest
class DatabaseUseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String POOL = "{pool=\"store-housekeeping\"} ";

    private final GatewayMetrics metrics = new GatewayMetrics();
    private final Vertx vertx = Vertx.builder().withMetrics(metrics.pools()).build();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        metrics.close();
    }

    @Test
    void shouldTellHowManyConnectionsAreUsedAndAwaited(TestDatabase store) throws Exception {
        Database database = store.database(vertx);
        SqlConnection taken = await(database.housekeeping().getConnection());
        Future<SqlConnection> next = database.housekeeping().getConnection();

        eventually("used" + POOL + "1.0");
        eventually("awaited" + POOL + "1.0");
        eventually("limit" + POOL + "1.0");

        await(taken.close());
        await(await(next).close());

        eventually("used" + POOL + "0.0");
        eventually("awaited" + POOL + "0.0");
    }

    @Test
    void shouldCountWhatAStatementUses(TestDatabase store) throws Exception {
        await(store.database(vertx).general().query("select 1").execute());

        eventually("used{pool=\"store-general\"} 0.0");
        eventually("awaited{pool=\"store-general\"} 0.0");
    }

    private void eventually(String line) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics.scrape()).contains("quittance_store_connections_" + line));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
