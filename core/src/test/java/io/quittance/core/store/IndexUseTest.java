package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.LedgerChanges.CaseDecisions;
import io.quittance.core.store.LedgerChanges.Expectations;
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

/** With tables of 50,000 rows, no statement on the way of a notification reads one from end to end. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class IndexUseTest {

    /** So often that prepared statements come to the plan that they keep. */
    private static final int ROUNDS = 12;

    private static final List<String> FILL = List.of(
            "create temp table n as select i, gen_random_uuid() as id from generate_series(1, 50000) i",
            "insert into notification select 'shop', id, now(), 'accepted', 'test', 'POST', '/', '', '', '[]', '{}' from n",
            "insert into notification_key select 'shop', sha256(('p' || i || '/1')::bytea), id, 0 from n",
            "insert into notification_item select 'shop', id, 0, 'p' || i || '/1', 'p' || i, 'payment', 'payment',"
                    + " case when i % 2 = 0 then 'done' else 'waiting' end, 0, 0,"
                    + " case when i % 2 = 0 then null else now() - i * interval '1 second' end, null from n",
            "insert into subject_claim select 'shop', 'q' || i, id, i, now() + interval '1 hour' from n",
            "insert into merchant_order select 'merchant', 'R' || i, now(), null, 100, 'EUR', null, null, null,"
                    + " 'awaiting_payment', 0, 0, 0, now() from n",
            "insert into payment select 'shop', '', 'p' || i, 'merchant', 'R' || i, 'paid', '2', 100, 'EUR', 100, 0, true,"
                    + " 'decided', now() from n",
            "insert into payment_observation select 'shop', id, '', 'p' || i, null, now(), false, ('{\"payment\":{\"id\":\"p'"
                    + " || i || '\",\"backEnd\":\"\"},\"source\":\"READ\",\"status\":{\"status\":\"PAID\",\"rank\":1,"
                    + "\"code\":\"2\",\"reasons\":[]},\"refunds\":[],\"order\":{\"kind\":\"NOT_TOLD\"},"
                    + "\"recurring\":false}')::jsonb from n",
            "insert into payment_lookup select 'shop', '', 'p' || i, 'merchant', 'in_doubt', now(),"
                    + " now() + (i - 25000) * interval '1 second' from n",
            "insert into order_expectation select 'merchant', 'R' || i, 'shop', now(), null,"
                    + " now() + (i - 25000) * interval '1 second' from n",
            "update merchant_order set expiry_due_at = timestamptz '2026-03-01' + substr(reference, 2)::int * interval '1 second'",
            "insert into account values ('shop', 'merchant', 'testing')",
            "insert into notification_arrival select 'shop', id, now(), '' from n",
            "insert into notification_answer select 'shop', id, now(), 'accepted', 204, 1000 from n",
            "insert into timeline_entry select 'merchant', id, now(), 'order_registered', 'R' || i, null, null, null, null,"
                    + " '{}' from n",
            "insert into order_event select 'merchant', 'R' || i, 1, id, now(), 'order.paid', '{}',"
                    + " case when i <= 49000 then i end from n",
            "insert into delivery select 'merchant', id, 'shop', 'R' || i, 1, id, 'order.paid', 'pending', 0, now() from n",
            "insert into discrepancy_case select 'merchant', id, 'shop', 'overpaid', 'order R' || i, 'R' || i, null, null,"
                    + " null, 'open', '', '', '', now(), null from n",
            "update discrepancy_case set grace_until = timestamptz '2026-03-01' + substr(order_reference, 2)::int"
                    + " * interval '1 second'",
            "insert into discrepancy_case select 'merchant', gen_random_uuid(), 'shop', 'underpaid', 'order R' || i, 'R' || i,"
                    + " null, null, null, 'resolved', '', '', '', now(), null, 'accept' from n",
            "insert into discrepancy_case select 'merchant', gen_random_uuid(), 'shop', 'paid_twice', 'order R' || i, 'R' || i,"
                    + " null, null, null, 'closed', '', '', '', now(), now() from n",
            "insert into event_feed values ('merchant', 49000)",
            "insert into endpoint values ('merchant', 'web', 45000, now())",
            "insert into delivery select 'merchant', gen_random_uuid(), 'web', 'R' || i, 1, id, 'order.paid',"
                    + " case when i <= 43000 then 'delivered' when i <= 44000 then 'pending' else 'dead' end, 0, now(), null,"
                    + " case when i between 43001 and 44000 then now() - interval '1 minute' end from n where i <= 45000",
            "insert into replay select id, 'ops', now(), '{}', 1 from n",
            "insert into notification_replay select 'shop', id, id from n",
            // Or it goes with its connection, at the same time as the tables are analysed.
            "drop table n");

    private TestDatabase store;
    private Database database;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        store.execute(String.join(";", FILL));
        store.execute("analyze");
        database = given.database(vertx);
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
        ReplayStore replays = new ReplayStore(database.general());

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
        LedgerChanges changes = new LedgerChanges(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Expectations.NONE,
                List.of(),
                CaseDecisions.NONE);
        return Decision.of(changes, snapshot.held());
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
