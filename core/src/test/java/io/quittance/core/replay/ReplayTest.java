package io.quittance.core.replay;

import static io.quittance.core.replay.ReplayFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.Money;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class ReplayTest {

    private TestDatabase store;
    private ReplayFixture gateway;
    private final FakeProvider shop = new FakeProvider().parsing(ReplayTest::items);

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        gateway = new ReplayFixture(vertx, given);
    }

    @AfterEach
    void tearDown() throws Exception {
        gateway.close();
    }

    @Test
    void shouldCorrectWhatAPluginMistook() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        gateway.post("shop", said("p1", "4"));
        eventually(() -> gateway.status("A1").equals("paid"));
        gateway.settled();

        shop.reconciling(work -> carried(work, PaymentStatus.FAILED));
        HttpResponse<String> answer =
                gateway.call("POST", "/v1/notifications/" + notification() + "/replay", "shop-token", "");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(new JsonObject(answer.body()).getInteger("notifications")).isOne();
        eventually(() -> gateway.status("A1").equals("failed"));
        assertThat(gateway.get("/v1/merchants/merchant/orders/A1").getInteger("paid"))
                .isZero();
        JsonObject replayed = entry("A1", "replayed");
        assertThat(replayed.getString("notification")).isEqualTo(notification().toString());
        JsonObject detail = replayed.getJsonObject("detail");
        assertThat(detail.getString("by")).isEqualTo("shop");
        assertThat(detail.getString("replay")).isEqualTo(new JsonObject(answer.body()).getString("id"));
        assertThat(detail.getJsonArray("superseded"))
                .singleElement()
                .satisfies(one ->
                        assertThat(((JsonObject) one).getString("status")).isEqualTo("paid"));
        assertThat(store.query("select event->>'reason' as reason, type from order_event order by version"))
                .extracting(row -> row.get("type"))
                .containsExactly("order.paid", "order.failed");
        assertThat(store.query("select superseded from payment_observation order by observation_id"))
                .extracting(row -> row.get("superseded"))
                .containsExactly(true, false);
        assertThat(store.query("select requested_by, notifications, filter->>'notification' as id from replay"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("requested_by", "shop")
                        .containsEntry("notifications", 1L)
                        .containsEntry("id", notification().toString()));
    }

    @Test
    void shouldSupersedeNothingThatIsSaidAgain() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        gateway.post("shop", said("p1", "2"));
        eventually(() -> gateway.status("A1").equals("paid"));

        gateway.replay(new JsonObject(), false);
        eventually(() -> gateway.timeline("A1").encode().contains("\"replayed\""));
        gateway.settled();

        assertThat(store.query("select superseded from payment_observation"))
                .extracting(row -> row.get("superseded"))
                .containsExactly(false);
        assertThat(store.query("select from order_event")).hasSize(1);
    }

    @Test
    void shouldHealWhatThePluginCouldNotRead() throws Exception {
        shop.parsing(inbound -> {
            throw new IllegalStateException("not yet understood");
        });
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        gateway.post("shop", said("p1", "2"));
        eventually(() -> cases().equals(List.of("poisoned_notification open")));

        shop.parsing(ReplayTest::items).reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.replay(new JsonObject().put("state", "poisoned"), false);

        eventually(() -> gateway.status("A1").equals("paid"));
        gateway.settled();
        assertThat(cases()).containsExactly("poisoned_notification closed");
        JsonObject row = gateway.get("/v1/notifications").getJsonArray("items").getJsonObject(0);
        assertThat(row.getString("state")).isEqualTo("done");
        assertThat(row.getString("kind")).isEqualTo("payment");

        assertThat(gateway.post("shop", said("p1", "2"))).as("a repeat").isEqualTo(204);
        gateway.settled();
        assertThat(store.query("select from notification")).hasSize(1);
        assertThat(store.query("select from notification_arrival")).hasSize(1);
    }

    @Test
    void shouldReadWhatWasMalformedOrIgnoredBefore() throws Exception {
        shop.parsing(inbound -> {
            if (inbound.json().getString("id").equals("p1")) {
                throw ProviderException.malformed("not what I know");
            }
            return List.of();
        });
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        assertThat(gateway.post("shop", said("p1", "2"))).isEqualTo(400);
        gateway.post("shop", said("p2", "2"));
        assertThat(states()).containsExactlyInAnyOrder("malformed", "ignored");

        shop.parsing(ReplayTest::items).reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.replay(new JsonObject(), false);

        eventually(() -> gateway.status("A1").equals("paid"));
        gateway.settled();
        assertThat(states()).containsExactly("done", "done");
        assertThat(gateway.post("shop", said("p1", "2"))).as("a repeat").isEqualTo(204);
        assertThat(store.query("select from notification")).hasSize(2);
    }

    @Test
    void shouldForgetWhatIsNotSaidAnyMore() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        gateway.post("shop", said("p1", "2"));
        eventually(() -> gateway.status("A1").equals("paid"));
        gateway.settled();

        shop.parsing(inbound -> List.of());
        gateway.replay(new JsonObject().put("subject", "p1"), false);

        eventually(() -> gateway.status("A1").equals("awaiting_payment"));
        gateway.settled();
        assertThat(states()).containsExactly("ignored");
        assertThat(store.query("select from notification_item")).isEmpty();
        assertThat(store.query("select status, counts, order_reference from payment"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("status", "unknown")
                        .containsEntry("counts", false)
                        .containsEntry("order_reference", "A1"));
    }

    @Test
    void shouldKeepWhatIsKnownWhileAReplayFails() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        gateway.post("shop", said("p1", "2"));
        eventually(() -> gateway.status("A1").equals("paid"));
        gateway.settled();

        shop.reconciling(work -> Future.failedFuture(ProviderException.temporary("busy")));
        gateway.replay(new JsonObject(), false);
        eventually(() -> states().equals(List.of("retrying")));
        assertThat(gateway.status("A1")).isEqualTo("paid");

        shop.reconciling(work -> carried(work, PaymentStatus.FAILED));
        store.execute("update notification_item set next_attempt_at = now()");
        eventually(() -> gateway.status("A1").equals("failed"));

        shop.parsing(inbound -> {
            throw new IllegalStateException("broken again");
        });
        gateway.replay(new JsonObject(), false);
        eventually(() -> gateway.call("GET", "/metrics", "the-operators-token", "")
                .body()
                .contains("outcome=\"unreadable\""));
        gateway.settled();
        assertThat(states()).containsExactly("done");
        assertThat(gateway.status("A1")).isEqualTo("failed");
    }

    @Test
    void shouldAskTheProviderAgainForAnUnverifiedNotification() throws Exception {
        shop.authenticating(inbound -> Verification.unverified()).reconciling(work -> read(work, PaymentStatus.PAID));
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        gateway.post("shop", said("p1", "2"));
        eventually(() -> gateway.status("A1").equals("paid"));
        gateway.settled();
        int asked = shop.asked().size();

        shop.reconciling(work -> read(work, PaymentStatus.CANCELLED));
        gateway.replay(new JsonObject().put("order", "A1"), false);

        eventually(() -> gateway.status("A1").equals("cancelled"));
        assertThat(shop.asked()).hasSize(asked + 1);
        assertThat(shop.asked().get(asked).latest().verification().isVerified()).isFalse();
    }

    @Test
    void shouldNotUndoALaterRead() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PENDING));
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        gateway.post("shop", said("p1", "1"));
        gateway.settled();
        shop.reconciling(work -> read(work, PaymentStatus.PAID));
        gateway.post("shop", said("p1", "2"));
        eventually(() -> gateway.status("A1").equals("paid"));
        gateway.settled();

        shop.reconciling(work -> carried(work, PaymentStatus.FAILED));
        JsonObject first =
                gateway.get("/v1/notifications").getJsonArray("items").getJsonObject(1);
        gateway.replay(new JsonObject().put("notification", first.getString("id")), false);
        eventually(() -> gateway.timeline("A1").encode().contains("\"replayed\""));
        gateway.settled();

        assertThat(gateway.status("A1")).isEqualTo("paid");
    }

    @Test
    void shouldTellInADryRunWhatWouldChangeAndChangeNothing() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        gateway.post("shop", said("p1", "2"));
        eventually(() -> gateway.status("A1").equals("paid"));
        gateway.settled();
        eventually(() -> !store.query("select from credential_use").isEmpty());
        Map<String, Object> before = dump();

        shop.reconciling(work -> carried(work, PaymentStatus.FAILED));
        HttpResponse<String> answer = gateway.replay(new JsonObject().put("account", "shop"), true);

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonObject told = new JsonObject(answer.body());
        assertThat(told.getInteger("notifications")).isOne();
        assertThat(told.getBoolean("more")).isFalse();
        assertThat(told.getJsonArray("orders")).singleElement().satisfies(one -> {
            JsonObject order = (JsonObject) one;
            assertThat(order.getJsonObject("before").getString("status")).isEqualTo("paid");
            assertThat(order.getJsonObject("after").getString("status")).isEqualTo("failed");
            assertThat(order.getString("reference")).isEqualTo("A1");
        });
        assertThat(told.getJsonArray("payments")).hasSize(1);
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void shouldChooseExactlyWhatTheFilterSays() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PAID));
        FakeProvider other = new FakeProvider().parsing(ReplayTest::items);
        gateway.start(Map.of("shop", shop, "other", other));
        gateway.post("shop", said("p1", "2"));
        gateway.post("shop", said("p2", "2"));
        gateway.post("other", said("p1", "2"));
        gateway.settled();

        assertThat(chosen("the-operators-token", new JsonObject())).isEqualTo(3);
        assertThat(chosen("shop-token", new JsonObject())).isEqualTo(2);
        assertThat(chosen("the-operators-token", new JsonObject().put("account", "other")))
                .isOne();
        assertThat(chosen("the-operators-token", new JsonObject().put("merchant", "other-merchant")))
                .isOne();
        assertThat(chosen("the-operators-token", new JsonObject().put("subject", "p1")))
                .isEqualTo(2);
        assertThat(chosen("the-operators-token", new JsonObject().put("kind", "refund")))
                .isZero();
        assertThat(chosen("the-operators-token", new JsonObject().put("state", "malformed")))
                .isZero();
        assertThat(chosen("the-operators-token", new JsonObject().put("case", "unknown_order")))
                .isEqualTo(2);
        assertThat(chosen("the-operators-token", new JsonObject().put("case", "overpaid")))
                .isZero();
        assertThat(chosen("the-operators-token", new JsonObject().put("to", "2020-01-01T00:00:00Z")))
                .isZero();
        assertThat(chosen("the-operators-token", new JsonObject().put("from", "2020-01-01T00:00:00Z")))
                .isEqualTo(3);
    }

    @Test
    void shouldRefuseWhoMayNotAndWhatMakesNoSense() throws Exception {
        FakeProvider other = new FakeProvider().parsing(ReplayTest::items);
        gateway.start(Map.of("shop", shop, "other", other));
        gateway.post("other", said("p1", "2"));
        String path = "/v1/notifications/" + notification() + "/replay";

        assertThat(gateway.call("POST", path, "eyes-token", "").statusCode()).isEqualTo(403);
        assertThat(gateway.call("POST", path, "shop-token", "").statusCode()).isEqualTo(404);
        assertThat(gateway.call("POST", path, "nobody", "").statusCode()).isEqualTo(401);
        assertThat(gateway.call("POST", "/v1/notifications/1/replay", "the-operators-token", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.call("POST", "/v1/replays", "eyes-token", "{\"filter\":{}}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(gateway.call("POST", "/v1/replays", "shop-token", "{\"filter\":{\"merchant\":\"other-merchant\"}}")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> wrong = gateway.call(
                "POST",
                "/v1/replays",
                "the-operators-token",
                "{\"filter\":{\"acount\":\"x\",\"state\":\"odd\"},\"dryRun\":1}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("/filter/acount", "/filter/state", "/dryRun");
        assertThat(gateway.call("POST", "/v1/replays", "the-operators-token", "{}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(store.query("select from replay")).isEmpty();
    }

    @Test
    void shouldShareTheWorkAmongNodes() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.start(Map.of("shop", shop));
        gateway.start(Map.of("shop", shop));
        for (int i = 0; i < 30; i++) {
            gateway.post("shop", said("p" + i, "2"));
        }
        gateway.settled();

        shop.reconciling(work -> carried(work, PaymentStatus.FAILED));
        gateway.replay(new JsonObject(), false);

        gateway.settled();
        assertThat(store.query("select from payment where status = 'failed'")).hasSize(30);
        assertThat(store.query("select from timeline_entry where kind = 'replayed'"))
                .hasSize(30);
        assertThat(store.query("select from payment_observation where not superseded"))
                .hasSize(30);
    }

    @Test
    void shouldLetLiveTrafficGoFirst() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.start(Map.of("shop", shop));
        gateway.post("shop", said("p1", "2"));
        gateway.settled();
        // First, or the gateway claims them itself.
        store.execute(
                "insert into subject_claim (account_id, subject, owner, token, expires_at) select 'shop', 's' || n,"
                        + " gen_random_uuid(), -n, now() + interval '1 hour' from generate_series(1, 100) n");
        store.execute("insert into notification_item (account_id, notification_id, position, item_key, subject, kind,"
                + " effect, state, next_attempt_at) select 'shop', gen_random_uuid(), 0, 'k' || n, 's' || n, 'payment',"
                + " 'none', 'waiting', now() from generate_series(1, 100) n");

        gateway.replay(new JsonObject(), false);
        gateway.register("A1", 100);
        gateway.post("shop", said("live", "2"));

        eventually(() -> store.query("select from payment where payment_id = 'live' and status = 'paid'")
                        .size()
                == 1);
        assertThat(store.query("select from notification_replay")).hasSize(1);
        store.execute("delete from notification_item where subject like 's%'");
        gateway.settled();
    }

    @Test
    void shouldNeverShowASecret() throws Exception {
        shop.reconciling(work -> carried(work, PaymentStatus.PAID));
        gateway.start(Map.of("shop", shop));
        gateway.register("A1", 100);
        gateway.post("shop", said("p1", "2"));
        gateway.settled();
        shop.parsing(inbound -> {
            assertThat(inbound.header("X-Signature"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("sha256:"));
            return items(inbound);
        });

        HttpResponse<String> dry = gateway.replay(new JsonObject(), true);
        gateway.replay(new JsonObject(), false);
        gateway.settled();

        assertThat(new JsonObject(dry.body()).getInteger("unreadable")).isZero();
        assertThat(dry.body() + gateway.timeline("A1").encode() + dump()).doesNotContain("very-secret");
    }

    private long chosen(String token, JsonObject filter) throws Exception {
        HttpResponse<String> answer = gateway.call(
                "POST",
                "/v1/replays",
                token,
                new JsonObject().put("filter", filter).encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return new JsonObject(answer.body()).getLong("notifications");
    }

    private UUID notification() {
        return (UUID)
                store.query("select notification_id from notification").get(0).get("notification_id");
    }

    private List<String> cases() {
        return store.query("select kind, state from discrepancy_case order by case_id").stream()
                .map(row -> row.get("kind") + " " + row.get("state"))
                .toList();
    }

    private List<String> states() throws Exception {
        return gateway.get("/v1/notifications").getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("state"))
                .toList();
    }

    private JsonObject entry(String order, String kind) throws Exception {
        return gateway.timeline(order).stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.getString("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** All rows of all tables. */
    private Map<String, Object> dump() {
        Map<String, Object> tables = new TreeMap<>();
        store.query("select tablename from pg_tables where schemaname = 'public'")
                .forEach(table -> {
                    String name = String.valueOf(table.get("tablename"));
                    tables.put(name, store.query("select t::text as row from " + name + " t order by 1"));
                });
        return tables;
    }

    private static String said(String id, String status) {
        return new JsonObject().put("id", id).put("status", status).encode();
    }

    private static List<NotificationItem> items(InboundNotification inbound) {
        JsonObject body = inbound.json();
        return List.of(NotificationItem.payment(
                body.getString("id") + "/" + body.getString("status"), body.getString("id"), "payment"));
    }

    private static Future<List<PaymentObservation>> carried(ReconciliationWork work, PaymentStatus status) {
        return observed(work, Source.CARRIED, status);
    }

    private static Future<List<PaymentObservation>> read(ReconciliationWork work, PaymentStatus status) {
        return observed(work, Source.READ, status);
    }

    private static Future<List<PaymentObservation>> observed(
            ReconciliationWork work, Source source, PaymentStatus status) {
        return Future.succeededFuture(List.of(PaymentObservation.builder(
                        PaymentKey.of(work.subject()),
                        source,
                        ObservedStatus.of(status, status.ordinal(), status.name()))
                .amount(new Money(100, "EUR"))
                .order(OrderMatch.matched("A1"))
                .build()));
    }
}
