package io.quittance.bench;

import io.quittance.core.store.Database;
import io.quittance.core.store.Migrations;
import io.quittance.core.store.Partitions;
import io.quittance.core.store.StoreAddress;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Fills a store that holds nothing with notifications as this build would have left them behind: acknowledged and reconciled. */
final class Filling {

    private static final long CHUNK = 50_000;
    private static final int POOL_SIZE = 3;
    private static final long LOOK_NANOS = 50_000_000;
    private static final Duration SPECIMEN_LIMIT = Duration.ofSeconds(30);
    private static final long BYTES_EACH = 6_000;

    private final Stage stage;
    private final InstantSource clock;
    private final Listener progress;

    Filling(Stage stage, InstantSource clock, Listener progress) {
        this.stage = stage;
        this.clock = clock;
        this.progress = progress;
    }

    /** Hears how far it is. */
    interface Listener {

        void filled(long notifications, long wanted);
    }

    /**
     * Whose store it is.
     *
     * @param account the account whose notifications they are
     */
    record Owner(StoreAddress database, String account, String merchant) {}

    /** About how many bytes so many take. */
    static long bytes(long notifications) {
        return notifications * BYTES_EACH;
    }

    /** Fills it with so many. Blocks. */
    void fill(Owner owner, long notifications) {
        prepare(owner.database);
        Instant now = clock.instant();
        // In the month for which there is a partition.
        Instant from = now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
        Duration step = Duration.between(from, now).dividedBy(notifications + 1);
        Multiplication.Target target = new Multiplication.Target(owner.account, owner.merchant, from, step);
        List<String> statements = new Multiplication(specimen(), target).statements();
        try (Sql sql = Sql.connect(owner.database)) {
            if (sql.number("select count(*) from (select from notification limit 1) any_row") > 0) {
                throw new BenchException(
                        "The store " + owner.database + " holds notifications; only an empty one is filled");
            }
            for (long first = 1; first <= notifications; first += CHUNK) {
                long last = Math.min(notifications, first + CHUNK - 1);
                for (String statement : statements) {
                    sql.run(statement, first, last);
                }
                progress.filled(last, notifications);
            }
            sql.run("insert into event_feed (merchant, last_position) values (?, ?)", owner.merchant, notifications);
            sql.run("vacuum analyze");
        }
    }

    private void prepare(StoreAddress database) {
        new Migrations(database).apply();
        Vertx vertx = Vertx.vertx();
        try {
            Database connections = Database.open(vertx, database, POOL_SIZE);
            new Partitions(connections)
                    .ensure(clock.instant())
                    .eventually(connections::close)
                    .await();
        } finally {
            vertx.close().await();
        }
    }

    /** What a gateway of this build makes of one notification. */
    private Specimen specimen() {
        StoreAddress database = stage.createDatabase("specimen");
        ServerProcess gateway = stage.gateway(database);
        AtomicLong numbers = new AtomicLong();
        try (Books books = new Books(database);
                LoadGenerator generator = new LoadGenerator(numbers)) {
            books.register(0, 1);
            generator.openLoop(gateway.intake(), 1, 1, Duration.ofSeconds(1));
            awaitEvent(database);
        } finally {
            stage.end(gateway);
        }
        return Specimen.of(database, Long.toString(NotificationRequest.reference(0)));
    }

    private static void awaitEvent(StoreAddress database) {
        long limit = System.nanoTime() + SPECIMEN_LIMIT.toNanos();
        try (Sql sql = Sql.connect(database)) {
            while (sql.number("select count(*) from order_event where feed_position is not null") == 0
                    || sql.number("select count(*) from notification_answer") == 0) {
                if (System.nanoTime() > limit) {
                    throw new BenchException(
                            "A gateway did not reconcile one notification within " + SPECIMEN_LIMIT.toSeconds() + " s");
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }
}
