package io.quittance.core.retention;

import static io.quittance.core.retention.OldRows.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.RetentionConfig;
import io.quittance.core.config.RetentionConfig.OfAccount;
import io.quittance.core.retention.Retention.Outcome;
import io.quittance.core.store.Database;
import io.quittance.core.store.EndpointKey;
import io.quittance.core.store.Partitions;
import io.quittance.core.store.RetentionLimits;
import io.quittance.core.store.RetentionRuns;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In the middle of June, 90 days are up to the middle of March, so that January and February go. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class RetentionTest {

    private static final String TODAY = "06-15";
    private static final RetentionConfig A_QUARTER = new RetentionConfig(
            Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(90), null);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GatewayMetrics metrics = new GatewayMetrics();
    private TestDatabase store;
    private Database database;
    private OldRows rows;

    @BeforeEach
    void makeMonths(TestDatabase given, Vertx vertx) throws Exception {
        store = given;
        database = given.database(vertx);
        rows = new OldRows(given);
        rows.withoutFirstMonths();
        for (String month : List.of("01-01", "04-01")) {
            await(new Partitions(database).ensure(OldRows.at(month)));
        }
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldDropMonthsOfNotificationsWithAllThatTheySay() throws Exception {
        rows.notification(SHOP, "01-10", "done");
        rows.notification(SHOP, "02-28", "done");
        UUID kept = rows.notification(SHOP, "03-01", "done");

        Outcome outcome = run(Map.of());

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.months()).as("January and February of five tables").isEqualTo(2 * 5);
        assertThat(months("notification")).contains("notification_2001_03").doesNotContain("notification_2001_02");
        assertThat(store.query("select to_regclass('notification_2001_01') as gone")
                        .get(0))
                .containsEntry("gone", null);
        for (String table : List.of("notification", "notification_item", "notification_arrival")) {
            assertThat(rows.of(table, "notification_id")).as(table).containsExactly(kept.toString());
        }
        assertThat(rows.of("notification_answer", "request_id")).hasSize(2).contains(kept.toString());
    }

    @Test
    void shouldKeepWhatIsLeftToDoUntilItIsDone() throws Exception {
        UUID waiting = rows.notification(SHOP, "02-03", "waiting");
        UUID poisoned = rows.notification(SHOP, "02-04", "poisoned");
        UUID replayed = rows.notification(SHOP, "02-05", "done");
        store.execute("insert into notification_replay values (?, ?, ?)", SHOP, replayed, replayed);

        run(Map.of());

        assertThat(rows.of("notification_default", "notification_id"))
                .containsExactly(waiting.toString(), poisoned.toString(), replayed.toString());
        assertThat(rows.of("notification_item", "state")).containsExactly("done", "poisoned", "waiting");
        assertThat(rows.of("notification_arrival", "notification_id")).hasSize(3);
        assertThat(rows.of("notification_answer", "request_id")).hasSize(6);

        store.execute("update notification_item set state = 'done', next_attempt_at = null");
        store.execute("delete from notification_replay");
        assertThat(run(Map.of()).failures()).isEmpty();

        for (String table :
                List.of("notification", "notification_item", "notification_arrival", "notification_answer")) {
            assertThat(store.query("select from " + table)).as(table).isEmpty();
        }
    }

    @Test
    void shouldForgetKeysBeforeNotifications() throws Exception {
        rows.notification(SHOP, "04-01", "done");
        UUID known = rows.notification(SHOP, "05-20", "done");
        rows.notification("brief", "05-20", "done");
        UUID knownThere = rows.notification("brief", "06-10", "done");

        run(Map.of("brief", new OfAccount(null, Duration.ofDays(7))));

        assertThat(rows.of("notification_key", "notification_id"))
                .containsExactlyInAnyOrder(known.toString(), knownThere.toString());
        assertThat(rows.of("notification", "notification_id")).hasSize(4);
    }

    @Test
    void shouldRemoveRowsOfAccountsThatKeepThemShorter() throws Exception {
        rows.notification("brief", "05-20", "done");
        UUID waiting = rows.notification("brief", "05-21", "waiting");
        UUID recent = rows.notification("brief", "06-10", "done");
        UUID other = rows.notification(SHOP, "05-20", "done");

        run(Map.of("brief", new OfAccount(Duration.ofDays(10), null)));

        List<String> left = List.of(waiting.toString(), recent.toString(), other.toString());
        assertThat(rows.of("notification", "notification_id")).containsExactlyInAnyOrderElementsOf(left);
        assertThat(rows.of("notification_item", "notification_id")).containsExactlyInAnyOrderElementsOf(left);
        assertThat(rows.of("notification_arrival", "notification_id")).containsExactlyInAnyOrderElementsOf(left);
        assertThat(rows.of("notification_answer", "request_id")).hasSize(6);
    }

    @Test
    void shouldKeepMonthsForTheAccountThatKeepsThemLongest() throws Exception {
        UUID kept = rows.notification("long", "02-20", "done");
        rows.notification(SHOP, "02-20", "done");

        run(Map.of("long", new OfAccount(Duration.ofDays(120), null)));

        assertThat(months("notification")).contains("notification_2001_02").doesNotContain("notification_2001_01");
        assertThat(rows.of("notification", "notification_id")).containsExactly(kept.toString());
    }

    @Test
    void shouldKeepEventsThatAreNotDeliveredYet() throws Exception {
        store.execute("insert into endpoint values ('merchant', 'web', 4, now()), ('merchant', 'past', 0, now())");
        rows.delivery("A", rows.event("A", "02-01", 1L), "delivered");
        rows.delivery("B", rows.event("B", "02-02", 2L), "dead");
        UUID retrying = rows.event("C", "02-03", 3L);
        rows.delivery("C", retrying, "retrying");
        UUID notPlanned = rows.event("D", "02-04", 5L);
        UUID notInTheFeed = rows.event("E", "02-05", null);
        UUID recent = rows.event("F", "03-05", 4L);

        assertThat(run(Map.of()).failures()).isEmpty();

        assertThat(rows.of("order_event", "event_id"))
                .containsExactlyInAnyOrder(
                        retrying.toString(), notPlanned.toString(), notInTheFeed.toString(), recent.toString());
        assertThat(rows.of("delivery", "reference")).containsExactly("C");

        store.execute("update delivery set state = 'delivered'");
        store.execute("update endpoint set planned_position = 6 where endpoint_id = 'web'");
        store.execute("update order_event set feed_position = 6 where feed_position is null");
        assertThat(run(Map.of()).failures()).isEmpty();

        assertThat(rows.of("order_event", "event_id")).containsExactly(recent.toString());
    }

    @Test
    void shouldKeepOrdersThatCanStillChange() throws Exception {
        rows.account(SHOP);
        rows.order("paid", "paid", "02-01");
        rows.order("recent", "paid", "04-01");
        rows.order("authorized", "authorized", "02-01");
        rows.order("case", "paid", "02-01");
        rows.discrepancy("case", "open", "02-01");
        rows.order("awaited", "awaiting_payment", "02-01");
        store.execute("insert into order_expectation values ('merchant', 'awaited', 'shop', now(), null, now())");
        rows.order("expiring", "awaiting_payment", "02-01");
        store.execute("update merchant_order set expiry_due_at = now() where reference = 'expiring'");
        rows.order("looked", "paid", "02-01");
        store.execute("insert into payment_lookup values ('shop', '', 'plooked', 'merchant', 'overdue', now(), now())");

        rows.order("money", "paid", "02-01");
        store.execute("update payment set status = 'disputed' where order_reference = 'money'");

        assertThat(run(Map.of()).failures()).isEmpty();

        List<String> left = List.of("authorized", "awaited", "case", "expiring", "looked", "money", "recent");
        assertThat(rows.of("merchant_order", "reference")).isEqualTo(left);
        assertThat(rows.of("payment", "order_reference")).isEqualTo(left);
        assertThat(rows.of("payment_observation", "substr(payment_id, 2)")).isEqualTo(left);
        assertThat(rows.of("timeline_entry", "order_reference")).isEqualTo(left);
        assertThat(rows.of("discrepancy_case", "distinct order_reference")).isEqualTo(left);

        store.execute("update discrepancy_case set state = 'closed'");
        assertThat(run(Map.of()).failures()).isEmpty();

        assertThat(rows.of("merchant_order", "reference"))
                .doesNotContain("case")
                .hasSize(6);
        assertThat(rows.of("timeline_entry", "order_reference"))
                .doesNotContain("case")
                .hasSize(6);
    }

    @Test
    void shouldDoTheRestWhileAMonthIsInUse() throws Exception {
        rows.notification(SHOP, "01-10", "done");
        rows.event("A", "01-10", 1L);
        SqlConnection reader = await(database.general().getConnection());
        await(reader.query("begin; select from notification").execute());

        Outcome outcome = run(Map.of());

        assertThat(outcome.failures()).singleElement().asString().contains("lock timeout");
        assertThat(months("notification")).contains("notification_2001_01");
        assertThat(rows.of("notification", "notification_id")).hasSize(1);
        assertThat(rows.of("notification_item", "notification_id")).hasSize(1);
        assertThat(rows.of("order_event", "event_id")).isEmpty();

        await(reader.query("rollback").execute());
        assertThat(run(Map.of()).failures()).isEmpty();
        assertThat(rows.of("notification", "notification_id")).isEmpty();
    }

    /** As the server does by itself: whoever analyzes a month waits for who changes its rights, with a lock that keeps it in its table. */
    @Test
    void shouldNotWaitForWhoWaitsForIt(Vertx vertx) throws Exception {
        rows.notification(SHOP, "01-10", "done");
        SqlConnection analyst =
                await(Database.open(vertx, store.address(), 1).general().getConnection());
        await(analyst.query("begin; lock table notification_2001_01 in share update exclusive mode")
                .execute());
        Future<Outcome> running = running(Map.of());
        Awaitility.await().atMost(PATIENCE).until(() -> isALockWaitedFor() || running.isComplete());

        await(analyst.query("analyze notification_2001_01; commit").execute());

        assertThat(await(running).failures())
                .as("on a slow machine it may have been a while")
                .allSatisfy(failure -> assertThat(failure).hasMessageContaining("lock timeout"));
    }

    private boolean isALockWaitedFor() {
        return !store.query("select from pg_locks where locktype = 'relation' and not granted"
                        + " and database = (select oid from pg_database where datname = current_database())")
                .isEmpty();
    }

    @Test
    void shouldDropAMonthThatWasOnlyTakenOut() throws Exception {
        rows.notification(SHOP, "01-10", "done");
        UUID kept = rows.notification(SHOP, "01-11", "waiting");
        UUID neededSince = rows.notification(SHOP, "01-12", "waiting");
        for (String table : List.of("notification", "notification_arrival")) {
            store.execute("alter table %1$s detach partition %1$s_2001_01".formatted(table));
            store.execute(
                    "insert into %1$s select * from %1$s_2001_01 where notification_id = ?".formatted(table), kept);
        }

        assertThat(run(Map.of()).failures()).isEmpty();

        for (String table : List.of("notification", "notification_arrival")) {
            assertThat(rows.of(table, "notification_id"))
                    .as("each once: " + table)
                    .containsExactly(kept.toString(), neededSince.toString());
        }

        assertThat(store.query("select to_regclass('notification_2001_01') as gone")
                        .get(0))
                .containsEntry("gone", null);
    }

    @Test
    void shouldForgetWhatPeopleAskedForLongAgo() throws Exception {
        rows.act("02-01");
        rows.act("03-18");

        assertThat(run(Map.of()).failures()).isEmpty();

        assertThat(rows.of("audit_entry", "at::date")).containsExactly("2001-03-18");
    }

    @Test
    void shouldBeDoneOnceADay() throws Exception {
        RetentionRuns runs = new RetentionRuns(database.general());

        assertThat(await(runs.begin())).isPresent();
        assertThat(await(runs.begin())).isEmpty();

        await(runs.again());
        store.execute("update retention_run set started_at = started_at - interval '61 minutes'");
        assertThat(await(runs.begin())).isPresent();
    }

    private Outcome run(Map<String, OfAccount> accounts) throws TimeoutException {
        return await(running(accounts));
    }

    private Future<Outcome> running(Map<String, OfAccount> accounts) {
        Retention retention = new Retention(
                database.general(),
                Archive.NONE,
                Set.of(new EndpointKey("merchant", "web")),
                metrics,
                Future::succeededFuture);
        return retention.run(new RetentionLimits(OldRows.at(TODAY), A_QUARTER, accounts));
    }

    private List<String> months(String table) {
        return rows.of("pg_inherits where inhparent = '" + table + "'::regclass", "inhrelid::regclass");
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
