package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.PaymentKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With tables of 50,000 rows over five months, no statement on the way of a notification reads one from end to end. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class IndexUseTest {

    /** So often that prepared statements come to the plan that they keep. */
    private static final int ROUNDS = 12;

    private TestDatabase store;
    private Database database;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) throws Exception {
        store = given;
        database = given.database(vertx);
        FilledStore.overMonths(store, database);
    }

    @Test
    void shouldReadNoTableFromEndToEnd() throws Exception {
        Map<String, Long> before = rowsReadInSequence();
        ClaimStore claims = new ClaimStore(database.general(), UUID.randomUUID());
        InboxWriter writer = new InboxWriter(database.intake());
        LedgerStore ledger = new LedgerStore(database.general());
        LookupStore lookups = new LookupStore(database.general(), UUID.randomUUID());
        OrderLookupStore orderLookups = new OrderLookupStore(database.general(), UUID.randomUUID());
        ExpiryStore expiries = new ExpiryStore(database.general());
        CaseGraceStore graces = new CaseGraceStore(database.general());
        TimelineQueries timelines = new TimelineQueries(database.general());
        SilenceStore silences = new SilenceStore(database.general());
        CaseQueries cases = new CaseQueries(database.general());
        OrderSearch orders = new OrderSearch(database.general());

        for (int round = 0; round < ROUNDS; round++) {
            await(writer.write(List.of(Posted.to("shop", "p" + (round + 1) + "/1"), Posted.to("shop", "new" + round))));
            List<Claim> claimed = await(claims.claim(Map.of("shop", 10)));
            assertThat(claimed).hasSize(10);
            assertThat(await(claims.load(claimed))).hasSize(10);
            await(claims.renew(claimed));
            assertThat(await(timelines.page("merchant", "R" + (round * 31 + 1), null, 100)))
                    .hasSizeBetween(5, 6);
            Set<Claim> held = await(ledger.decide(scope(round, claimed), IndexUseTest::nothing));
            assertThat(held).hasSameElementsAs(claimed);
            assertThat(await(lookups.claim(Map.of("shop", 10)))).hasSize(10);
            assertThat(await(orderLookups.claim(Map.of("shop", 10)))).hasSize(10);
            assertThat(await(expiries.due(Instant.parse("2026-03-01T01:00:00Z"), 10)))
                    .hasSize(10);
            assertThat(await(graces.end(Instant.parse("2026-03-01T01:00:00Z"), 10)))
                    .hasSize(10);
            assertThat(await(silences.lastHeard(Set.of("shop")))).hasSize(1);
            await(cases.openByKind(null));
            await(cases.openByKind("merchant"));
            assertThat(await(orders.find("R" + (round * 31 + 1), null))).hasSize(1);
            assertThat(await(orders.find("p" + (round * 31 + 1), "merchant"))).hasSizeLessThan(2);
            assertThat(await(orders.findByAmount(100, null, null))).hasSize(50);
            assertThat(await(orders.findByAmount(77, "EUR", "merchant"))).isEmpty();
        }
        await(database.close());

        readNoTableFromEndToEnd(before);
    }

    @Test
    void shouldReadNoTableOfEventsAndDeliveriesFromEndToEnd() throws Exception {
        store.execute("update delivery set state = 'delivered' where endpoint_id = 'shop'"); // As nearly all are.
        store.execute("analyze delivery");
        Map<String, Long> before = rowsReadInSequence();
        EndpointKey endpoint = new EndpointKey("merchant", "web");
        FeedStore feed = new FeedStore(database.general());
        EndpointStore endpoints = new EndpointStore(database.general());
        DeliveryStore deliveries = new DeliveryStore(database.general(), UUID.randomUUID());
        Instant now = Instant.now();

        for (int round = 0; round < ROUNDS; round++) {
            await(feed.position(10, () -> {}));
            assertThat(await(feed.heads(Set.of("merchant")))).hasSize(1);
            assertThat(await(feed.page("merchant", 25_000, 10))).hasSize(10);
            assertThat(await(feed.lagSeconds())).isNotNegative();
            await(endpoints.register(Set.of(endpoint)));
            assertThat(await(endpoints.behind(Set.of(endpoint)))).hasSize(1);
            assertThat(await(endpoints.plan(endpoint, 10, now))).isEqualTo(10);
            assertThat(await(endpoints.waiting(Set.of(endpoint)))).hasSize(1);
            List<DeliveryWork> claimed = await(deliveries.claim(Map.of(endpoint, 10), now));
            assertThat(claimed).hasSize(10);
            await(deliveries.record(
                    claimed.stream().map(work -> delivered(work, now)).toList(), now));
            await(new DeliveryRetries(database.general()).retry("merchant", "web", DeliveryState.DEAD, now));
        }
        await(database.close());

        readNoTableFromEndToEnd(before);
    }

    @Test
    void shouldReadNoTableOfReplaysFromEndToEnd() throws Exception {
        Map<String, Long> before = rowsReadInSequence();
        ReplayStore replays = new ReplayStore(database.management());

        for (int round = 0; round < ROUNDS; round++) {
            ReplayFilter some = new ReplayFilter(ofSubject("p" + (round + 1)), null, null, Set.of("shop"));
            assertThat(await(replays.request(
                            new Replay(UUID.randomUUID(), "ops", Instant.now()), some, new JsonObject())))
                    .isEqualTo(1);
            List<StoredNotification> chosen = await(replays.sample(some, 10));
            assertThat(chosen).hasSize(1);
            assertThat(await(replays.items(chosen))).hasSize(1);
            await(replays.next(Set.of("shop"), 10, one -> {
                throw new AssertionError("live traffic comes first");
            }));
        }
        readNoTableFromEndToEnd(before);
        Map<String, Long> meanwhile = clearTheWay();
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(await(replays.next(Set.of("shop"), 4, IndexUseTest::saysSomethingElse))
                            .size())
                    .isEqualTo(4);
        }
        await(database.close());

        readNoTableFromEndToEnd(meanwhile);
    }

    /** Live traffic comes before replays. That it is over, the statistics do not know yet. */
    private Map<String, Long> clearTheWay() {
        store.execute("update notification_item set next_attempt_at = null");
        return rowsReadInSequence();
    }

    private void readNoTableFromEndToEnd(Map<String, Long> before) {
        rowsReadInSequence()
                .forEach((table, rows) -> assertThat(rows - before.getOrDefault(table, 0L))
                        .as(table)
                        .isLessThan(1_000));
    }

    private static DeliveryOutcome delivered(DeliveryWork work, Instant now) {
        return new DeliveryOutcome(work, DeliveryState.DELIVERED, now, null, 200, null, work.log());
    }

    private static NotificationFilter ofSubject(String subject) {
        return new NotificationFilter("merchant", "shop", null, subject, null, null, null, null, null, 10);
    }

    private static Future<Reread> saysSomethingElse(StoredNotification notification) {
        return Future.succeededFuture(new Reread(
                notification.account(),
                notification.id(),
                true,
                Posted.to("shop", "p1/1").keys()));
    }

    private static LedgerScope scope(int round, List<Claim> claims) {
        PaymentId payment = new PaymentId("shop", PaymentKey.of("p" + (round * 7 + 1)));
        return new LedgerScope(
                claims,
                Set.of(),
                Map.of(payment, new Target("merchant", Set.of("X"))),
                Set.of(new CaseKey("merchant", About.account("shop"))));
    }

    private static Decision<Set<Claim>> nothing(LedgerSnapshot snapshot) {
        assertThat(snapshot.orders()).hasSize(1);
        assertThat(snapshot.openCases()).hasSize(1);
        assertThat(snapshot.decisions()).hasSize(1);
        return Decision.of(LedgerChanges.NONE, snapshot.held());
    }

    private Map<String, Long> rowsReadInSequence() {
        Map<String, Long> rows = new HashMap<>();
        store.query("select relname, seq_tup_read from pg_stat_user_tables")
                .forEach(row -> rows.put(String.valueOf(row.get("relname")), (Long) row.get("seq_tup_read")));
        return rows;
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
