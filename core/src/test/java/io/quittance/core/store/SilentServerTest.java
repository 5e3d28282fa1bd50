package io.quittance.core.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
class SilentServerTest {

    private static final int SILENT_MILLIS = 500;
    private static final int LONG_SILENT_MILLIS = 5_000;

    @Test
    void shouldNotWaitForAServerThatSaysNothing(TestDatabase store, Vertx vertx) throws Exception {
        Pool pool = pool(store, vertx, SILENT_MILLIS);

        assertThatThrownBy(() -> pool.query("select pg_sleep(60)").execute().await(30, SECONDS))
                .isInstanceOf(VertxException.class)
                .satisfies(failure ->
                        assertThat(SqlFailure.isConnectionLost(failure)).isTrue());
        // Whoever comes before the pool knows that the connection has ended fails with it.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> pool.query("select 1").execute().await(30, SECONDS).size() == 1);
    }

    /** Quiet and at work together, it is longer than a server may be silent. */
    @Test
    void shouldGiveAStatementOnAQuietConnectionAsLongAsAny(TestDatabase store, Vertx vertx) throws Exception {
        Pool pool = pool(store, vertx, LONG_SILENT_MILLIS);
        pool.query("select 1").execute().await(30, SECONDS);
        vertx.timer(LONG_SILENT_MILLIS * 7 / 10, MILLISECONDS).await(30, SECONDS);

        assertThat(pool.query("select pg_sleep(2)").execute().await(30, SECONDS).size())
                .isEqualTo(1);
    }

    private static Pool pool(TestDatabase store, Vertx vertx, int silentMillis) {
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(store.address().clientOptions())
                .with(SilentServer.socket(Duration.ofMillis(silentMillis)))
                .with(new PoolOptions().setMaxSize(1))
                .withConnectHandler(connection -> {
                    SilentServer.leave(connection);
                    connection.close();
                })
                .build();
    }
}
