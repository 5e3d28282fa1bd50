package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.quittance.core.testing.LogLines;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class FreshStatisticsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ITEMS = "notification_item";
    private static final int FEW = 300;
    private static final int MANY = 2_000;
    private static final int BATCH = 500;
    private static final int ROUNDS = 20;

    @RegisterExtension
    private final LogLines lines = LogLines.of(FreshStatistics.class);

    private TestDatabase store;
    private Vertx vertx;
    private Database database;
    private FreshStatistics statistics;
    private int posted;

    @BeforeEach
    void setUp(TestDatabase given, Vertx running) {
        store = given;
        vertx = running;
        database = given.database(vertx);
        statistics = new FreshStatistics(database.housekeeping());
        store.execute("alter table notification_item set (autovacuum_enabled = off)");
    }

    @Test
    void shouldAnalyzeATableOnceItGrew() throws Exception {
        post(MANY);

        awaitRefreshOf(ITEMS);

        assertThat(rowsKnown()).isEqualTo(MANY);
        assertThat(get(statistics.refresh())).doesNotContain(ITEMS);
    }

    @Test
    void shouldAnalyzeAgainOnlyOnceATableHoldsSeveralTimesAsMuch() throws Exception {
        post(MANY);
        awaitRefreshOf(ITEMS);
        post(MANY);
        awaitChangesOf(MANY);
        assertThat(get(statistics.refresh())).doesNotContain(ITEMS);

        post(2 * MANY);

        awaitRefreshOf(ITEMS);
        assertThat(rowsKnown()).isEqualTo(4 * MANY);
    }

    @Test
    void shouldSayWhenItCannot() {
        store.execute("drop function analyze_grown()");

        assertThatThrownBy(() -> get(statistics.refresh())).hasMessageContaining("analyze_grown");

        assertThat(lines.all())
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("Tables that grew cannot be analyzed; tried again");
    }

    @Test
    void shouldDoNothingWhileItIsUnderWay() throws Exception {
        Future<List<String>> first = statistics.refresh();

        assertThat(statistics.refresh().isComplete()).isTrue();
        get(first);
        assertThat(statistics.refresh().isComplete()).isFalse();
    }

    /** What was planned for a store that was nearly empty went through all items of an account for each that it looked for. */
    @Test
    void shouldHaveStatementsPlannedAnewThatAreFromASmallerStore() throws Exception {
        ClaimStore claims = new ClaimStore(database.general(), UUID.randomUUID());
        post(FEW);
        for (int round = 0; round < ROUNDS; round++) {
            get(claims.load(List.of(new Claim("shop", "p1", 1))));
        }
        post(MANY);
        awaitRefreshOf(ITEMS);
        List<Claim> claimed = IntStream.range(0, 100)
                .mapToObj(i -> new Claim("shop", "p" + i * 3, i))
                .toList();
        assertThat(get(claims.load(claimed))).hasSize(claimed.size());
        get(database.close());

        assertThat(rowsRead())
                .as("all of the small store in each round, and of the large one what was looked for")
                .isLessThan(ROUNDS * FEW + 10L * claimed.size());
    }

    /** A session tells what it changed once it ends; one that rests does so only after ten seconds. */
    private void post(int notifications) throws Exception {
        Database another = store.database(vertx);
        InboxWriter writer = new InboxWriter(another.intake());
        for (int batch = 0; batch < notifications / BATCH + 1; batch++) {
            int first = posted + batch * BATCH;
            int last = Math.min(posted + notifications, first + BATCH);
            if (first < last) {
                get(writer.write(IntStream.range(first, last)
                        .mapToObj(i -> Posted.to("shop", "p" + i + "/1"))
                        .toList()));
            }
        }
        get(another.close());
        posted += notifications;
    }

    private void awaitRefreshOf(String table) {
        await().atMost(PATIENCE).until(() -> get(statistics.refresh()).contains(table));
    }

    private void awaitChangesOf(int rows) {
        await().atMost(PATIENCE)
                .until(() -> number("select n_mod_since_analyze as n from pg_stat_user_tables where relname = '" + ITEMS
                                + "'")
                        >= rows);
    }

    private long rowsKnown() {
        return number("select reltuples::bigint as n from pg_class where relname = '" + ITEMS + "'");
    }

    private long rowsRead() {
        return number(
                "select sum(idx_tup_read)::bigint as n from pg_stat_user_indexes where relname = '" + ITEMS + "'");
    }

    private long number(String sql) {
        Map<String, ?> row = store.query(sql).get(0);
        return ((Number) row.get("n")).longValue();
    }

    private static <T> T get(Future<T> future) throws TimeoutException {
        return future.await(30, TimeUnit.SECONDS);
    }
}
