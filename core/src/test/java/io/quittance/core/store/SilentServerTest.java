package io.quittance.core.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
class SilentServerTest {

    private static final int SILENT_MILLIS = 500;

    @Test
    void shouldNotWaitForAServerThatSaysNothing(TestDatabase store, Vertx vertx) throws Exception {
        Pool pool = pool(store, vertx);

        assertThatThrownBy(() -> pool.query("select pg_sleep(60)").execute().await(30, SECONDS))
                .isInstanceOf(VertxException.class)
                .satisfies(failure ->
                        assertThat(SqlFailure.isConnectionLost(failure)).isTrue());
        assertThat(pool.query("select 1").execute().await(30, SECONDS).size()).isEqualTo(1);
    }

    private static Pool pool(TestDatabase store, Vertx vertx) {
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(store.address().clientOptions())
                .with(new NetClientOptions().setReadIdleTimeout(SILENT_MILLIS).setIdleTimeoutUnit(MILLISECONDS))
                .with(new PoolOptions().setMaxSize(1))
                .withConnectHandler(connection -> {
                    SilentServer.leave(connection);
                    connection.close();
                })
                .build();
    }
}
