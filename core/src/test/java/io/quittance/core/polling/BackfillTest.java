package io.quittance.core.polling;

import static io.quittance.core.replay.ReplayFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.replay.ReplayFixture;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup.Page;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Payments of the past are asked for in a whole gateway, over its management API. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class BackfillTest {

    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");

    private TestDatabase store;
    private ReplayFixture gateway;
    private final List<Window> asked = new CopyOnWriteArrayList<>();
    private final FakeProvider shop = new FakeProvider()
            .lookingUp(payment -> Future.succeededFuture(List.of()))
            .parsing(inbound -> List.of(NotificationItem.payment("A1/success", "A1", "payment")))
            .reconciling(Claims::carried);

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
    void shouldSettleWhatNoNotificationTold() throws Exception {
        list(read("A1", "success"), read("A2", "success"), read("A3", "failed"));
        start();
        gateway.register("A1", 100);
        gateway.register("A3", 100);

        JsonObject page = page(false);

        assertThat(page.getMap())
                .containsEntry("seen", 3)
                .containsEntry("new", 3)
                .containsEntry("changed", 0)
                .containsEntry("unchanged", 0)
                .containsEntry("unmatched", 1)
                .containsEntry("failed", 0)
                .containsEntry("reached", "2026-10-02T00:00:00Z")
                .containsEntry("next", null);
        assertThat(gateway.status("A1")).isEqualTo("paid");
        assertThat(gateway.status("A3")).isEqualTo("failed");
        assertThat(gateway.timeline("A1").stream().map(JsonObject.class::cast))
                .filteredOn(entry -> entry.getString("kind").equals("payment_backfilled"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getJsonObject("detail"))
                        .isEqualTo(new JsonObject()
                                .put("by", "ops")
                                .put("from", "2026-10-01T00:00:00Z")
                                .put("to", "2026-10-02T00:00:00Z")));
        assertThat(gateway.call("GET", "/metrics", "the-operators-token", "").body())
                .contains("quittance_payments_backfilled_total{account=\"shop\",outcome=\"new\"} 3.0");
    }

    @Test
    void shouldCountACaseOnceItAlarmsHoweverItCame() throws Exception {
        list(read("A1", "success"));
        start();

        page(false);
        assertThat(gateway.call("GET", "/metrics", "the-operators-token", "").body())
                .as("an unknown order has its grace")
                .doesNotContain("quittance_cases_opened_total{kind=\"unknown_order\"}");

        gateway.register("A1", 50);
        assertThat(gateway.call("GET", "/metrics", "the-operators-token", "").body())
                .contains("quittance_cases_opened_total{kind=\"overpaid\"} 1.0");
    }

    @Test
    void shouldChangeNothingMoreWhenItIsDoneAgain() throws Exception {
        list(read("A1", "open"));
        start();
        gateway.register("A1", 100);
        assertThat(page(false).getInteger("new")).isOne();
        assertThat(store.query("select from payment_lookup"))
                .as("it is expected")
                .hasSize(1);

        assertThat(page(false).getMap()).containsEntry("new", 0).containsEntry("unchanged", 1);
        int entries = gateway.timeline("A1").size();
        page(false);
        assertThat(gateway.timeline("A1")).hasSize(entries);

        list(read("A1", "success"));
        assertThat(page(false).getMap()).containsEntry("changed", 1).containsEntry("unmatched", 0);
        assertThat(gateway.status("A1")).isEqualTo("paid");
    }

    @Test
    void shouldTellWhatWouldChangeAndChangeNothing() throws Exception {
        list(read("A1", "success"));
        start();
        gateway.register("A1", 100);

        JsonObject page = page(true);

        assertThat(page.getInteger("new")).isOne();
        assertThat(page.getJsonArray("orders")
                        .getJsonObject(0)
                        .getJsonObject("after")
                        .getString("status"))
                .isEqualTo("paid");
        assertThat(page.getJsonArray("payments").getJsonObject(0).getString("id"))
                .isEqualTo("A1");
        assertThat(gateway.status("A1")).isEqualTo("awaiting_payment");
        assertThat(store.query("select from payment")).isEmpty();
    }

    @Test
    void shouldGoFromPageToPageAndFromPieceToPiece() throws Exception {
        shop.listing((window, cursor) -> {
            asked.add(window);
            String id = window.from().toString().substring(5, 10) + cursor.orElse("-first");
            return Future.succeededFuture(
                    new Page(List.of(read(id, "success")), cursor.isEmpty() ? Optional.of("-more") : Optional.empty()));
        });
        start();
        Instant to = FROM.plus(Duration.ofDays(70));

        JsonObject page = page(new JsonObject().put("to", to.toString()));
        int pages = 1;
        while (page.getString("next") != null) {
            assertThat(page.getInstant("reached")).isBefore(to);
            page = page(new JsonObject().put("to", to.toString()).put("cursor", page.getString("next")));
            pages++;
        }

        assertThat(pages).isEqualTo(6);
        assertThat(page.getInstant("reached")).isEqualTo(to);
        Instant second = FROM.plus(Duration.ofDays(31));
        Instant third = FROM.plus(Duration.ofDays(62));
        assertThat(asked.stream().distinct())
                .containsExactly(new Window(FROM, second), new Window(second, third), new Window(third, to));
        assertThat(store.query("select payment_id from payment")).hasSize(6);
    }

    @Test
    void shouldNotLetOnePaymentHarmItsNeighbours() throws Exception {
        PaymentObservation broken = Claims.observation("A2", Source.READ, "success")
                .order(OrderMatch.matched("nul \0"))
                .build();
        list(read("A1", "success"), broken, read("A3", "success"));
        start();
        gateway.register("A1", 100);

        assertThat(page(true).getMap()).containsEntry("new", 2).containsEntry("failed", 1);
        assertThat(page(false).getMap()).containsEntry("new", 2).containsEntry("failed", 1);

        assertThat(gateway.status("A1")).isEqualTo("paid");
    }

    @Test
    void shouldAskOnceMoreBeforeItBelievesAListThatLagsBehind() throws Exception {
        CompletableFuture<PaymentKey> askedAbout = new CompletableFuture<>();
        shop.lookingUp(payment -> {
            askedAbout.complete(payment);
            return Claims.answer(payment, "success");
        });
        list(read("A1", "open"));
        start();
        gateway.register("A1", 100);
        gateway.post("shop", "{}");
        eventually(() -> gateway.status("A1").equals("paid"));

        assertThat(page(false).getMap()).containsEntry("unchanged", 1);

        assertThat(gateway.status("A1")).isEqualTo("paid");
        eventually(askedAbout::isDone);
    }

    @Test
    void shouldSayWhatIsWrongWithTheWish() throws Exception {
        gateway.start(Map.of("shop", shop, "silent", new FakeProvider(), "other", new FakeProvider()));

        assertThat(refusal(new JsonObject().put("account", "shpo")))
                .contains("400", "/account", "did you mean \\\"shop\\\"?");
        assertThat(refusal(new JsonObject().put("account", "silent"))).contains("400", "cannot list its payments");
        assertThat(refusal(new JsonObject().put("to", FROM.toString()))).contains("400", "/from", "is before to");
        assertThat(refusal(new JsonObject().put("from", "0226-11-20T00:00:00Z")))
                .contains("400", "/from", "2000");
        assertThat(refusal(new JsonObject().put("from", "yesterday"))).contains("400", "/from", "RFC 3339");
        assertThat(refusal(new JsonObject().put("cursor", "?"))).contains("400", "/cursor");
        assertThat(refusal(new JsonObject().put("acount", "shop"))).contains("400", "/acount", "is unknown");
        assertThat(gateway.call("POST", "/v1/backfills", "the-operators-token", "{}")
                        .body())
                .contains("account is needed", "from is needed", "to is needed");
        assertThat(gateway.call("POST", "/v1/backfills", "eyes-token", wish().encode())
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> foreign = gateway.call(
                "POST",
                "/v1/backfills",
                "shop-token",
                wish().put("account", "other").encode());
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(foreign.body()).contains("that runs: shop, silent;");
    }

    @Test
    void shouldTellWhenTheListCannotBeHad() throws Exception {
        start();

        shop.listing((window, cursor) -> Future.failedFuture(ProviderException.temporary("down")));
        assertThat(refusal(new JsonObject())).contains("503", "down");
        shop.listing((window, cursor) -> Future.failedFuture(ProviderException.permanent("the range is refused")));
        assertThat(refusal(new JsonObject())).contains("502", "the range is refused");
        shop.listing((window, cursor) -> Future.succeededFuture(new Page(List.of(), Optional.of("same"))));
        String next = page(false).getString("next");
        assertThat(refusal(new JsonObject().put("cursor", next))).contains("502");
        assertThat(store.query("select from payment")).isEmpty();
    }

    @Test
    void shouldAskForOnePageOfAnAccountAtATime() throws Exception {
        Promise<Page> slow = Promise.promise();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        shop.listing((window, cursor) -> {
            begun.complete(null);
            return slow.future();
        });
        start();
        CompletableFuture<JsonObject> first = CompletableFuture.supplyAsync(() -> unchecked(() -> page(false)));
        begun.join();

        assertThat(refusal(new JsonObject())).contains("503", "one by one");

        slow.complete(new Page(List.of(), Optional.empty()));
        assertThat(first.join().getInteger("seen")).isZero();
        assertThat(page(false).getInteger("seen")).isZero();
    }

    private void start() throws Exception {
        gateway.start(Map.of("shop", shop));
    }

    private void list(PaymentObservation... payments) {
        shop.listing((window, cursor) ->
                Future.succeededFuture(new Page(Stream.of(payments).toList(), Optional.empty())));
    }

    private static PaymentObservation read(String id, String code) {
        return Claims.observation(id, Source.READ, code).build();
    }

    private JsonObject page(boolean dryRun) throws Exception {
        return page(new JsonObject().put("dryRun", dryRun));
    }

    private JsonObject page(JsonObject more) throws Exception {
        HttpResponse<String> answer = send(more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private String refusal(JsonObject more) throws Exception {
        HttpResponse<String> answer = send(more);
        return answer.statusCode() + " " + answer.body();
    }

    private HttpResponse<String> send(JsonObject more) throws Exception {
        return gateway.call(
                "POST",
                "/v1/backfills",
                "the-operators-token",
                wish().mergeIn(more).encode());
    }

    private static JsonObject wish() {
        return new JsonObject()
                .put("account", "shop")
                .put("from", FROM.toString())
                .put("to", FROM.plus(Duration.ofDays(1)).toString());
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
