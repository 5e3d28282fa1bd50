package io.quittance.core.retention;

import static io.quittance.core.retention.OldRows.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.RetentionConfig;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.store.Database;
import io.quittance.core.store.Partitions;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class RetentionWorkerTest {

    private static final Clock JUNE = Clock.fixed(OldRows.at("06-15"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void shouldRemoveWhatIsTooOldOnceADay(TestDatabase store, Vertx vertx) throws Exception {
        OldRows rows = new OldRows(store);
        Database database = store.database(vertx);
        await(new Partitions(database).ensure(OldRows.at("01-01")));
        rows.notification(SHOP, "01-10", "done");
        try (GatewayMetrics metrics = new GatewayMetrics()) {
            RetentionWorker worker = new RetentionWorker(configuration(), database.general(), metrics, JUNE);
            await(vertx.deployVerticle(worker));

            await(worker.look());

            assertThat(rows.of("notification", "notification_id")).isEmpty();
            assertThat(directory.resolve("notification_2101_01.jsonl.gz")).isNotEmptyFile();
            assertThat(metrics.scrape())
                    .contains("quittance_retention_months_total{table=\"notification\"} 3.0")
                    .contains("quittance_retention_rows_total{table=\"notification_key\"} 1.0");

            UUID later = rows.notification(SHOP, "01-11", "done");
            await(worker.look());

            assertThat(rows.of("notification", "notification_id")).containsExactly(later.toString());
        }
    }

    private GatewayConfig configuration() {
        return new GatewayConfig(
                new IntakeConfig("127.0.0.1", 0, null, 100_000, List.of()),
                new ManagementConfig("127.0.0.1", 0, List.of()),
                new StoreConfig.Embedded(directory),
                directory,
                List.of(),
                List.of(),
                new RetentionConfig(
                        Duration.ofDays(60), Duration.ofDays(30), Duration.ofDays(60), Duration.ofDays(60), directory));
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
