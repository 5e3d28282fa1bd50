package io.quittance.core.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.demo.OrderClient.Heard;
import io.quittance.spi.Money;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.Sale;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final String PAID = "paid";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Watch watch = new Watch(new OrderClient(vertx, URI.create("http://127.0.0.1:1"), ""), new Told());

    @BeforeEach
    void open() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        URI api = URI.create("http://127.0.0.1:" + server.actualPort());
        watch = new Watch(new OrderClient(vertx, api, "token"), new Told());
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldAskUntilAnOrderIsAtItsEnd() throws Exception {
        Watched order = watch.expect(purchase("a"));
        watch.completed(order);
        round();
        statuses.put("a", "authorized");
        round();
        assertThat(watch.settledCount()).isZero();
        assertThat(watch.unsettled()).containsExactly(order);

        statuses.put("a", PAID);
        round();

        assertThat(told).containsExactly("settled a after 2+3");
        assertThat(watch.settledCount()).isEqualTo(1);
        assertThat(watch.unsettled()).isEmpty();
    }

    @Test
    void shouldNotTakeAStateOnTheWayForTheEnd() throws Exception {
        Watched order = watch.expect(purchase("a"));
        statuses.put("a", PAID);
        round();
        vertxRun(watch::roundOfAll);
        assertThat(watch.settledCount()).isZero();
        assertThat(order.difference()).contains("not everything was told");

        watch.completed(order);
        round();

        assertThat(watch.settledCount()).isEqualTo(1);
    }

    @Test
    void shouldNoticeAnOrderThatLeavesItsEnd() throws Exception {
        statuses.put("a", PAID);
        watch.completed(watch.expect(purchase("a")));
        round();

        statuses.put("a", "failed");
        round();

        assertThat(watch.settledCount()).isZero();
        assertThat(watch.unsettledCount()).isEqualTo(1);
        assertThat(told).last().asString().isEqualTo("left a: expected paid, but it is failed");

        statuses.put("a", PAID);
        round();
        assertThat(watch.settledCount()).isEqualTo(1);
    }

    @Test
    void shouldAskForABoundedNumberInARound() throws Exception {
        for (int i = 0; i < 250; i++) {
            watch.completed(watch.expect(purchase("o" + i)));
        }
        round();
        assertThat(asked).hasSize(100);

        round();
        round();

        assertThat(asked).contains("o249");
    }

    @Test
    void shouldGoOnAskingWhenTheApiFails() throws Exception {
        statuses.put("a", "broken");
        watch.completed(watch.expect(purchase("a")));
        round();
        assertThat(watch.settledCount()).isZero();

        statuses.put("a", PAID);
        round();

        assertThat(watch.settledCount()).isEqualTo(1);
    }

    private void round() throws Exception {
        vertxRun(watch::round);
    }

    private void vertxRun(Supplier<Future<Void>> action) throws Exception {
        vertx.timer(1).compose(waited -> action.get()).await(30, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/v1/notifications")) {
            JsonArray items =
                    new JsonArray().add(new JsonObject().put("arrivals", 4)).add(new JsonObject().put("arrivals", 1));
            request.response().end(new JsonObject().put("items", items).encode());
            return;
        }
        String reference = request.path().substring(request.path().lastIndexOf('/') + 1);
        asked.add(reference);
        String status = statuses.get(reference);
        if (status == null || status.equals("broken")) {
            request.response().setStatusCode(status == null ? 404 : 503).end();
            return;
        }
        JsonObject order =
                new JsonObject().put("status", status).put("refunded", 0).put("cases", new JsonArray());
        request.response().end(order.encode());
    }

    private static Purchase purchase(String reference) {
        Money amount = new Money(1_000, "EUR");
        return new Purchase("testing", new Sale(reference, amount, Life.PAID), amount, Duration.ZERO);
    }

    private final class Told implements Watch.Listener {

        @Override
        public void settled(Purchase purchase, Heard heard) {
            told.add("settled " + purchase.reference() + " after " + heard.notifications() + "+" + heard.repeats());
        }

        @Override
        public void leftItsEnd(Watched order) {
            told.add("left " + order.purchase().reference() + ": " + order.difference());
        }
    }
}
