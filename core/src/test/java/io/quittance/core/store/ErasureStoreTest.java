package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.store.ErasureStore.AtWorkException;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order with a payment, of whose payer the mark was written wherever somebody writes freely. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class ErasureStoreTest {

    private static final String MARK = "Lovelace-4111111111111111";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrderKey ORDER = new OrderKey("m", "R1");
    private static final UUID NOTIFICATION = UUID.fromString("01950000-0000-7000-8000-000000000001");
    private static final Erasure ALL = new Erasure(1, 0, 1, 1, 3, 1, true);
    private static final String OBSERVATION = """
            {"payment": {"id": "p1", "backEnd": ""}, "source": "READ", "status": {"status": "FAILED", "rank": 1, "code": "6",
             "text": "of MARK", "reasons": [{"code": "r1", "text": "card of MARK"}]}, "refunds": [],
             "order": {"kind": "NOT_TOLD"}, "recurring": false}""";

    private TestDatabase store;
    private Database database;
    private ErasureStore erasures;

    @BeforeEach
    void write(TestDatabase given, Vertx vertx) {
        store = given;
        database = given.database(vertx);
        erasures = new ErasureStore(database.management());
        store.execute("insert into account values ('shop', 'm', 'fake')");
        store.execute(
                "insert into merchant_order (merchant, reference, registered_at, amount, currency, metadata, status,"
                        + " updated_at) values ('m', 'R1', now(), 100, 'EUR', jsonb_build_object('payer', ?), 'failed', now())",
                MARK);
        payment("p1", "R1");
        notification(NOTIFICATION, "p1", "done");
        store.execute(
                "insert into payment_observation values ('shop', ?, '', 'p1', ?, now(), false, ?::jsonb)",
                UUID.randomUUID(),
                NOTIFICATION,
                OBSERVATION.replace("MARK", MARK));
        entry("payment_observed", null, "p1", "{\"code\": \"6\", \"text\": \"MARK\"}");
        entry("read_failed", null, "p1", "{\"reason\": \"of MARK\", \"attempt\": 1}");
        entry("replayed", "R1", null, "{\"by\": \"ops\", \"superseded\": [{\"code\": \"6\", \"text\": \"MARK\"}]}");
        entry("order_changed", "R1", null, "{\"rule\": \"failed\"}");
        store.execute(
                "insert into discrepancy_case (merchant, case_id, kind, about, order_reference, state, expected, seen,"
                        + " proposal, opened_at, note) values ('m', gen_random_uuid(), 'underpaid', 'order R1', 'R1', 'resolved', '1',"
                        + " '2', '3', now(), ?)",
                MARK);
        store.execute(
                "insert into payment_lookup (account_id, back_end, payment_id, merchant, reason, requested_at, due_at, last_error)"
                        + " values ('shop', '', 'p1', 'm', 'overdue', now(), now(), ?)",
                MARK);
        store.execute(
                "insert into order_expectation (merchant, reference, account_id, expected_since, due_at, last_error)"
                        + " values ('m', 'R1', 'shop', now(), now(), ?)",
                MARK);
    }

    @Test
    void shouldLeaveNothingOfThePayerInAnyColumnOfAnyTable() throws Exception {
        assertThat(store.holding(MARK))
                .containsOnlyKeys(
                        "merchant_order",
                        "notification",
                        "payment_observation",
                        "timeline_entry",
                        "discrepancy_case",
                        "notification_item",
                        "payment_lookup",
                        "order_expectation");

        assertThat(await(erasures.erase(ORDER, "ops", NOON))).contains(ALL);

        assertThat(store.holding(MARK)).isEmpty();
        assertThat(await(erasures.erase(ORDER, "ops", NOON)))
                .as("once more")
                .contains(new Erasure(0, 0, 1, 0, 0, 0, false));
    }

    @Test
    void shouldLeaveTheBooksAsTheyWere() throws Exception {
        String books = "select o.amount, o.currency, o.status, o.version, p.status as payment, p.captured, n.outcome,"
                + " n.received_at, i.item_key, i.subject, i.state, c.seen, k.key_hash from merchant_order o join payment p"
                + " on p.order_reference = o.reference cross join notification n cross join notification_item i"
                + " cross join discrepancy_case c cross join notification_key k";
        String before = printed(books);
        int entries = store.query("select from timeline_entry").size();

        await(erasures.erase(ORDER, "ops", NOON));

        assertThat(printed(books)).isEqualTo(before);
        assertThat(printed("select detail from timeline_entry where kind = 'payment_observed'"))
                .contains("\"code\": \"6\"");
        assertThat(store.query("select from timeline_entry")).hasSize(entries + 1);
        TimelineRow told = await(new TimelineQueries(database.management()).page("m", "R1", null, 100)).stream()
                .filter(entry -> entry.kind().equals("order_erased"))
                .findFirst()
                .orElseThrow();
        assertThat(told.at()).isEqualTo(NOON);
        assertThat(told.detail().getString("by")).isEqualTo("ops");
        assertThat(told.detail().getLong("notifications")).isEqualTo(1);
        ObservationCodec.decode(
                new JsonObject(String.valueOf(store.query("select observation::text as o from payment_observation")
                        .get(0)
                        .get("o"))));
    }

    @Test
    void shouldOnlyCountInADryRun() throws Exception {
        Map<String, Integer> before = store.holding(MARK);

        assertThat(await(erasures.rehearse(ORDER, "ops", NOON))).contains(ALL);

        assertThat(store.holding(MARK)).isEqualTo(before);
        assertThat(store.query("select from timeline_entry where kind = 'order_erased'"))
                .isEmpty();
    }

    @Test
    void shouldLeaveOtherOrdersAloneAndTellWhatTheyShare() throws Exception {
        store.execute("insert into merchant_order (merchant, reference, updated_at) values ('m', 'R2', now())");
        payment("p2", "R2");
        UUID other = UUID.fromString("01950000-0000-7000-8000-000000000002");
        notification(other, "p2", "done");
        store.execute(
                "insert into notification_item (account_id, notification_id, position, item_key, subject, kind, effect,"
                        + " state) values ('shop', ?, 1, 'k', 'p2', 'payment', 'payment', 'done')",
                NOTIFICATION);

        assertThat(await(erasures.erase(ORDER, "ops", NOON)).map(Erasure::shared))
                .contains(1L);

        assertThat(store.query("select notification_id from notification where erased_at is null"))
                .containsExactly(Map.of("notification_id", other));
    }

    @Test
    void shouldKnowNoOrderThatIsNotThere() throws Exception {
        assertThat(await(erasures.erase(new OrderKey("m", "R9"), "ops", NOON))).isEmpty();
        assertThat(await(erasures.erase(new OrderKey("other", "R1"), "ops", NOON)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update notification_item set state = 'retrying', next_attempt_at = now() + interval '1 hour'",
                "insert into notification_replay select account_id, notification_id, gen_random_uuid() from notification",
                "insert into subject_claim values ('shop', 'p1', gen_random_uuid(), 1, now() + interval '1 minute')",
                "insert into subject_claim values ('shop', '[\"look-up\", \"\", \"p1\"]', gen_random_uuid(), 1, now() + interval '1 minute')",
                "insert into subject_claim values ('shop', '[\"order\", \"m\", \"R1\"]', gen_random_uuid(), 1, now() + interval '1 minute')"
            })
    void shouldEraseNothingWhileSomethingIsWorkedOn(String work) throws Exception {
        Map<String, Integer> before = store.holding(MARK);
        store.execute(work);

        assertThatThrownBy(() -> await(erasures.erase(ORDER, "ops", NOON))).isInstanceOf(AtWorkException.class);

        assertThat(store.holding(MARK)).isEqualTo(before);
    }

    @Test
    void shouldKnowARepeatAndWorkOnNothingAgain() throws Exception {
        await(erasures.erase(ORDER, "ops", NOON));

        NewNotification again = Posted.at(NOON, "shop", "p1/1");
        assertThat(await(new InboxWriter(database.intake(), account -> true, NotificationSeal.NONE)
                        .write(List.of(again))))
                .containsExactly(false);

        assertThat(store.query("select from notification_arrival")).hasSize(1);
        assertThat(store.query("select state from notification_item where next_attempt_at is not null"))
                .isEmpty();
    }

    @Test
    void shouldReplayNothingThatIsErased() throws Exception {
        await(erasures.erase(ORDER, "ops", NOON));
        ReplayStore replays = new ReplayStore(database.general());
        NotificationFilter all = new NotificationFilter(null, null, null, null, null, null, null, null, null, 10);
        ReplayFilter filter = new ReplayFilter(all, null, null, Set.of("shop"));

        assertThat(await(replays.sample(filter, 10))).isEmpty();
        assertThat(await(replays.request(new Replay(Ids.next(), "ops", NOON), filter, new JsonObject())))
                .isZero();
        Optional<NotificationEvidence> found =
                await(new NotificationQueries(database.management()).find(NOTIFICATION, null));
        assertThat(found).hasValueSatisfying(erased -> {
            assertThat(erased.erasedAt()).isEqualTo(NOON);
            assertThat(erased.body().length()).isZero();
        });
    }

    private void payment(String id, String order) {
        store.execute(
                "insert into payment (account_id, back_end, payment_id, merchant, order_reference, status, amount,"
                        + " currency, captured, updated_at) values ('shop', '', ?, 'm', ?, 'failed', 100, 'EUR', 7, now())",
                id,
                order);
    }

    private void notification(UUID id, String payment, String state) {
        store.execute(
                "insert into notification values ('shop', ?, now(), 'accepted', null, 'POST', '/', '', ?, ?, ?)",
                id,
                MARK.getBytes(UTF_8),
                ("[[\"x-payer\", \"" + MARK + "\"]]").getBytes(UTF_8),
                ("{\"payer\": \"" + MARK + "\"}").getBytes(UTF_8));
        store.execute("insert into notification_key values ('shop', sha256(?::text::bytea), ?, 0)", payment + "/1", id);
        store.execute(
                "insert into notification_item (account_id, notification_id, position, item_key, subject, kind, effect, state,"
                        + " last_error) values ('shop', ?, 0, ?, ?, 'payment', 'payment', ?, ?)",
                id,
                payment + "/1",
                payment,
                state,
                MARK);
    }

    private void entry(String kind, @Nullable String order, @Nullable String payment, String detail) {
        store.execute(
                "insert into timeline_entry (merchant, entry_id, at, kind, order_reference, account_id, back_end, payment_id,"
                        + " detail) values ('m', ?, now(), ?, ?, 'shop', '', ?, ?::jsonb)",
                Ids.next(),
                kind,
                order,
                payment,
                detail.replace("MARK", MARK));
    }

    private String printed(String sql) {
        return String.valueOf(store.query("select jsonb_agg(to_jsonb(b))::text as books from (" + sql + ") b"));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
