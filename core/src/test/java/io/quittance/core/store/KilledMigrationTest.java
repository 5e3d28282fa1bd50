package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Secret;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A node that is killed in the middle of a migration leaves a store that the next one brings up to date, with every row. */
@PostgresTest
final class KilledMigrationTest {

    private static final String FORMER = "9";
    private static final int ROWS = 20_000;
    private static final int KILLS = 4;
    private static final int LATEST_MILLIS = 400;
    private static final List<String> TABLES = List.of(
            "notification", "notification_arrival", "timeline_entry", "order_event", "merchant_order", "payment");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /** What is killed. */
    static final class Node {
        private Node() {}

        /** Migrates the store at the address given. */
        public static void main(String[] arguments) {
            String password = System.getenv("STORE_PASSWORD");
            Secret secret = password == null ? null : new Secret(List.of(password));
            new Migrations(StoreAddress.parse(arguments[0], secret)).apply();
        }
    }

    @Test
    void shouldEndUpToDateWithEveryRow(TestDatabase store) throws Exception {
        fill(store);

        for (int kill = 0; kill < KILLS; kill++) {
            Process node = start(store);
            await().atMost(Duration.ofMinutes(1)).until(() -> isWorking(store) || !node.isAlive());
            node.waitFor(random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS);
            node.destroyForcibly();
            node.onExit().join();
        }
        new Migrations(store.address()).apply();

        assertThat(new Migrations(store.address()).appliedVersion()).isEqualTo(Migrations.REQUIRED_VERSION);
        assertThat(store.query("select from schema_history where not success")).isEmpty();
        for (String table : TABLES) {
            assertThat(store.query("select count(*) as rows from " + table))
                    .as("%s, seed %d", table, seed)
                    .containsExactly(Map.of("rows", (long) ROWS));
        }
    }

    private static void fill(TestDatabase store) {
        store.execute("drop schema public cascade");
        store.execute("create schema public");
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(store.address().dataSource())
                .locations("classpath:" + Migrations.LOCATION)
                .table(Migrations.HISTORY_TABLE)
                .target(FORMER)
                .load()
                .migrate();
        FilledStore.fill(store, ROWS, Duration.ofDays(62).dividedBy(ROWS));
    }

    private static Process start(TestDatabase store) throws IOException {
        StoreAddress address = store.address();
        ProcessBuilder node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        "postgresql://%s@%s:%d/%s?sslmode=disable"
                                .formatted(address.user(), address.host(), address.port(), address.database()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD);
        if (address.password() != null) {
            node.environment().put("STORE_PASSWORD", address.password().newest());
        }
        return node.start();
    }

    /** Whether somebody else is connected, and in a transaction. */
    private static boolean isWorking(TestDatabase store) {
        return !store.query("select from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid() and xact_start is not null")
                .isEmpty();
    }
}
