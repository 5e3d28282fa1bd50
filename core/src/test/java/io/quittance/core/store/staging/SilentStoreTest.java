package io.quittance.core.store.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.config.StagingConfig;
import io.quittance.core.store.Database;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NotificationSeal;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is there, and does not answer. */
@PostgresTest
@ExtendWith(VertxExtension.class)
class SilentStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path directory;

    @Test
    void shouldGoOnOnTheEventLoopThatAsked(TestDatabase store, Vertx vertx) throws Exception {
        Database database = store.database(vertx);
        Staging staging = Staging.open(
                vertx,
                new StagingConfig(directory, 1 << 20),
                new Staging.Surroundings(
                        new InboxWriter(database.intake()),
                        NotificationSeal.NONE,
                        () -> {},
                        new GatewayMetrics().staging(),
                        Clock.systemUTC()),
                SHORT,
                SHORT);
        NewNotification posted = Posted.to("shop", "p1/1");
        SqlConnection locking = database.housekeeping().getConnection().await(30, TimeUnit.SECONDS);
        locking.query("begin; lock table notification_key in access exclusive mode")
                .execute()
                .await(30, TimeUnit.SECONDS);
        Promise<Boolean> sameLoop = Promise.promise();

        vertx.runOnContext(begun -> {
            Context asking = vertx.getOrCreateContext();
            staging.log()
                    .write(List.of(posted))
                    .map(written -> asking.equals(Vertx.currentContext()) && Context.isOnEventLoopThread())
                    .onComplete(sameLoop);
        });

        assertThat(sameLoop.future().await(30, TimeUnit.SECONDS)).isTrue();
        locking.query("rollback").execute().await(30, TimeUnit.SECONDS);
        staging.drain();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(store.query("select notification_id from notification"))
                        .singleElement()
                        .satisfies(row -> assertThat(row).containsEntry("notification_id", posted.id())));
        assertThat(store.query("select from notification_arrival")).isEmpty();
        staging.close().await(30, TimeUnit.SECONDS);
    }
}
