package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With tables of 50,000 rows over five months, what people look up reads about as much as it shows. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class ManagementPlansTest {

    /** So often that prepared statements come to the plan that they keep. */
    private static final int ROUNDS = 12;

    private static final int PAGE = 50;

    /** Of each table a page shows at most a few rows for one of its own, and an index of each month is asked. */
    private static final long MOST_ROWS_OF_A_CALL = 6 * PAGE;

    private TestDatabase store;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) throws Exception {
        store = given;
        Database database = given.database(vertx);
        FilledStore.overMonths(store, database);
        store.execute("update notification_item set kind = 'payout' where subject in ('p100', 'p200')");
        await(database.close());
    }

    @Test
    void shouldReadLittleMoreThanIsShown(Vertx vertx) throws Exception {
        for (Map.Entry<String, Function<Pool, Future<? extends List<?>>>> call : calls().entrySet()) {
            Map<String, Long> before = rowsRead();
            Database database = store.database(vertx);
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(await(call.getValue().apply(database.management())))
                        .as(call.getKey())
                        .isNotEmpty();
            }
            await(database.close());
            rowsRead()
                    .forEach((table, rows) -> assertThat(rows - before.getOrDefault(table, 0L))
                            .as("rows of %s read for %s", table, call.getKey())
                            .isLessThan(ROUNDS * MOST_ROWS_OF_A_CALL));
        }
    }

    /** With ten million of them, a join with all that were ever stored took two seconds; here it would be too quick to be seen. */
    @Test
    void shouldAskOfEachNotificationThatMayBeShownWhetherItIsDone(Vertx vertx) throws Exception {
        Tuple parameters = Tuple.tuple();
        String sql = NotificationSql.page(
                new NotificationFilter(null, null, NotificationState.DONE, null, null, null, null, null, null, PAGE),
                parameters);
        Database database = store.database(vertx);

        List<String> plan = new ArrayList<>();
        await(database.management().preparedQuery("explain " + sql).execute(parameters))
                .forEach(row -> plan.add(row.getString(0)));
        await(database.close());

        assertThat(plan).isNotEmpty().noneMatch(line -> line.contains("Anti Join"));
    }

    private Map<String, Function<Pool, Future<? extends List<?>>>> calls() {
        Map<String, Function<Pool, Future<? extends List<?>>>> calls = new LinkedHashMap<>();
        notifications(calls);
        UUID id = (UUID) store.query("select notification_id from notification_item where subject = 'p25000'")
                .get(0)
                .get("notification_id");
        calls.put(
                "notification",
                pool -> new NotificationQueries(pool)
                        .find(id, null)
                        .map(found -> found.stream().toList()));
        calls.put(
                "order",
                pool -> new OrderQueries(pool)
                        .find("merchant", "R25000")
                        .map(found -> found.stream().toList()));
        calls.put("timeline", pool -> new TimelineQueries(pool).page("merchant", "R25000", null, PAGE));
        calls.put("neighbours", pool -> new ReferenceQueries(pool).neighbours("merchant", "R25000"));
        calls.put("cases", pool -> new CaseQueries(pool).page(new CaseFilter(null, null, null, null, PAGE)));
        calls.put(
                "open cases",
                pool -> new CaseQueries(pool)
                        .page(new CaseFilter(null, CaseState.OPEN, CaseKind.OVERPAID, null, PAGE)));
        calls.put(
                "case",
                pool -> new CaseQueries(pool)
                        .find(id, null)
                        .map(found -> found.stream().toList()));
        for (DeliveryState state : List.of(DeliveryState.PENDING, DeliveryState.DEAD, DeliveryState.DELIVERED)) {
            calls.put(
                    state + " deliveries",
                    pool -> new DeliveryQueries(pool).page(new DeliveryFilter(null, state, null, null, null, PAGE)));
        }
        calls.put(
                "deliveries of an order",
                pool -> new DeliveryQueries(pool)
                        .page(new DeliveryFilter("merchant", null, null, "R25000", null, PAGE)));
        audit(calls);
        calls.put("feed", pool -> new FeedStore(pool).page("merchant", 25_000, PAGE));
        calls.put("accounts", pool -> new AccountQueries(pool).lastHeard().map(heard -> List.copyOf(heard.keySet())));
        calls.put(
                "silence",
                pool -> new SilenceStore(pool).lastHeard(Set.of("shop")).map(heard -> List.copyOf(heard.keySet())));
        return calls;
    }

    private static void audit(Map<String, Function<Pool, Future<? extends List<?>>>> calls) {
        Instant soon = Instant.now().plus(1, ChronoUnit.DAYS);
        calls.put(
                "audit", pool -> new AuditStore(pool).page(new AuditFilter(null, null, null, null, null, null, PAGE)));
        calls.put(
                "audit of a merchant",
                pool -> new AuditStore(pool).page(new AuditFilter("merchant", null, null, null, null, null, PAGE)));
        calls.put(
                "audit of a person",
                pool -> new AuditStore(pool).page(new AuditFilter(null, "rare", null, null, null, null, PAGE)));
        calls.put(
                "audit of an action",
                pool -> new AuditStore(pool)
                        .page(new AuditFilter(null, null, AuditAction.REVEAL, null, null, null, PAGE)));
        calls.put(
                "audit until a time",
                pool -> new AuditStore(pool).page(new AuditFilter(null, null, null, null, soon, null, PAGE)));
    }

    private static void notifications(Map<String, Function<Pool, Future<? extends List<?>>>> calls) {
        Instant later = Instant.now().plus(70, ChronoUnit.DAYS);
        Cursor middle = new Cursor(new UUID(later.toEpochMilli() << 16, 0));
        calls.put("notifications", page(null, null, null, null, null));
        calls.put("notifications after a page", page(null, null, null, null, middle));
        calls.put("done notifications", page(NotificationState.DONE, null, null, null, null));
        calls.put("notifications of a subject", page(null, "p25000", null, null, null));
        calls.put("notifications of a kind", page(null, null, "payment", null, middle));
        calls.put("notifications of a rare kind", page(null, null, "payout", null, null));
        calls.put("done notifications of a rare kind", page(NotificationState.DONE, null, "payout", null, null));
        calls.put("notifications of a subject and kind", page(null, "p25000", "payment", null, null));
        calls.put("notifications of an order", page(null, null, null, "R25000", null));
    }

    private static Function<Pool, Future<? extends List<?>>> page(
            @Nullable NotificationState state,
            @Nullable String subject,
            @Nullable String kind,
            @Nullable String order,
            @Nullable Cursor before) {
        NotificationFilter filter =
                new NotificationFilter(null, null, state, subject, kind, order, null, null, before, PAGE);
        return pool -> new NotificationQueries(pool).page(filter);
    }

    /** By table, with its partitions: from end to end or by an index. */
    private Map<String, Long> rowsRead() {
        Map<String, Long> rows = new LinkedHashMap<>();
        store.query("select regexp_replace(relname, '_(default|\\d{4}_\\d{2})$', '') as name,"
                        + " sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as rows"
                        + " from pg_stat_user_tables group by 1")
                .forEach(row -> rows.put(String.valueOf(row.get("name")), (Long) row.get("rows")));
        return rows;
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
