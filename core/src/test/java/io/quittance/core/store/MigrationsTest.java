package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PostgresTest
class MigrationsTest {

    private static final int NODES = 4;

    private Migrations migrations;

    @BeforeEach
    void emptyDatabase(TestDatabase database) {
        database.execute("drop schema public cascade");
        database.execute("create schema public");
        migrations = new Migrations(database.address());
    }

    @Test
    void shouldApplyEveryMigrationOnce(TestDatabase database) {
        assertThat(migrations.appliedVersion()).isZero();

        assertThat(migrations.apply()).isEqualTo(Migrations.REQUIRED_VERSION);
        assertThat(migrations.apply()).isZero();

        assertThat(migrations.appliedVersion()).isEqualTo(Migrations.REQUIRED_VERSION);
        assertThat(database.query("select to_regclass('notification')::text as name"))
                .containsExactly(Map.of("name", "notification"));
    }

    @Test
    void shouldPlanWhatItWouldRun() {
        assertThat(migrations.plan()).contains("-- V1__first_schema.sql", "create table notification (");

        migrations.apply();

        assertThat(migrations.plan()).isEmpty();
    }

    @Test
    void shouldMigrateOnceWhenSeveralNodesStartAtOnce(TestDatabase database) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        try {
            List<Future<Integer>> applied = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                Migrations ofNode = new Migrations(database.address());
                applied.add(nodes.submit(() -> {
                    start.await();
                    return ofNode.apply();
                }));
            }
            start.countDown();

            int total = 0;
            for (Future<Integer> node : applied) {
                total += node.get(1, TimeUnit.MINUTES);
            }
            assertThat(total).isEqualTo(Migrations.REQUIRED_VERSION);
        } finally {
            nodes.shutdownNow();
        }
    }
}
