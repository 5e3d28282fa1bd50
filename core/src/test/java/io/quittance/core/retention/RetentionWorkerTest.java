package io.quittance.core.retention;

import static io.quittance.core.retention.OldRows.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.RetentionConfig;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.config.TelemetryConfig;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class RetentionWorkerTest {

    /** Its month and the next two are before the month that is 60 days ago. */
    private static final LocalDate OLD = LocalDate.now(ZoneOffset.UTC).minusDays(200);

    @TempDir
    Path directory;

    private final GatewayMetrics metrics = new GatewayMetrics();
    private OldRows rows;
    private Database database;

    @BeforeEach
    void makeMonths(TestDatabase store, Vertx vertx) throws Exception {
        rows = new OldRows(store);
        database = store.database(vertx);
        await(new Partitions(database).ensure(OldRows.at(OLD.toString())));
        rows.notification(SHOP, OLD.toString(), "done");
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldRemoveWhatIsTooOldOnceADay(Vertx vertx) throws Exception {
        RetentionWorker worker = worker(vertx, Clock.systemUTC());

        await(worker.look());

        assertThat(rows.of("notification", "notification_id")).isEmpty();
        assertThat(directory.resolve(OLD.format(DateTimeFormatter.ofPattern("'notification_'uuuu_MM'.jsonl.gz'"))))
                .isNotEmptyFile();
        assertThat(metrics.scrape())
                .contains("quittance_retention_months_total{table=\"notification\"} 3.0")
                .contains("quittance_retention_rows_total{table=\"notification_key\"} 1.0");

        UUID later = rows.notification(SHOP, OLD.toString(), "done");
        await(worker.look());

        assertThat(rows.of("notification", "notification_id")).containsExactly(later.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {-6, 6})
    void shouldRemoveNothingWhileClocksDiffer(int minutes, Vertx vertx) throws Exception {
        RetentionWorker worker = worker(vertx, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes)));

        await(worker.look());

        assertThat(rows.of("notification", "notification_id")).hasSize(1);
        assertThat(rows.of("retention_run", "(started_at < now() - interval '22 hours')"))
                .as("looked at again in an hour")
                .containsExactly("true");
    }

    private RetentionWorker worker(Vertx vertx, Clock clock) throws TimeoutException {
        RetentionWorker worker =
                new RetentionWorker(configuration(), database.general(), database.seal(), metrics, clock);
        await(vertx.deployVerticle(worker));
        return worker;
    }

    private GatewayConfig configuration() {
        return new GatewayConfig(
                new IntakeConfig("127.0.0.1", 0, null, null, 100_000, List.of()),
                new ManagementConfig("127.0.0.1", 0, null, List.of(), List.of()),
                new StoreConfig.Embedded(directory),
                directory,
                List.of(),
                List.of(),
                new RetentionConfig(
                        Duration.ofDays(60), Duration.ofDays(30), Duration.ofDays(60), Duration.ofDays(60), directory),
                TelemetryConfig.NONE);
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
