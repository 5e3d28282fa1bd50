package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a shop has lived through when somebody looks at the console: one order with a story, and money that does not fit. */
final class ConsoleLife {
    static final String ORDER = "10482";
    static final String UNDERPAID = "10483";
    static final String PAYMENT = "203771";
    static final String PAYER = "payer@example.com";

    /** An endpoint that takes nothing. */
    static final String DEAF = "bookkeeping";

    private static final String BAKERY = "bakery";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int AMOUNT = 1290;

    private final RunningShop gateway;

    private ConsoleLife(RunningShop gateway) {
        this.gateway = gateway;
    }

    /** A shop with an endpoint that hears, and one that does not. */
    static RunningShop shop(TestStore store, WebhookReceiver receiver, Path directory) throws IOException {
        Shop shop = new Shop(store, Shop.NOBODY, List.of(Shop.MERCHANT, BAKERY), Shop.Secrets.USUAL);
        JsonObject deaf =
                receiver.endpoints().getJsonObject(0).copy().put("id", DEAF).put("url", Shop.NOBODY + "/books");
        Shop.shareBinaries(directory);
        Path file = Files.writeString(
                directory.resolve("quittance.json"),
                shop.configuration()
                        .put("endpoints", receiver.endpoints().add(deaf))
                        .encode());
        return new RunningShop(shop, GatewayProcess.start(directory, "serve", "--config", file.toString()));
    }

    static void of(RunningShop gateway) throws Exception {
        new ConsoleLife(gateway).live();
    }

    private void live() throws Exception {
        ManagementClient management = gateway.management();
        management.register(ORDER, AMOUNT, "EUR");
        pay(203771, ORDER, AMOUNT, 11, "Captured");
        awaitStatus(ORDER, "paid");
        pay(203771, ORDER, AMOUNT, 11, "Captured");
        pay(203771, ORDER, AMOUNT, 4, "Failed");
        CardPosts.send(gateway, CardPosts.refund(20411, 203771, ORDER, 290));
        awaitStatus(ORDER, "partially_refunded");
        management.register(UNDERPAID, AMOUNT, "EUR");
        gateway.management(BAKERY).register(UNDERPAID, 450, "EUR");
        pay(203772, UNDERPAID, 1000, 11, "Captured");
        awaitStatus(UNDERPAID, "partially_paid");
        await().atMost(SOON).until(() -> management.openCases().contains("underpaid"));
        for (int order = 1; order <= 60; order++) {
            pay(300000 + order, "2" + order, AMOUNT, 11, "Captured");
        }
        await().atMost(SOON).until(() -> management.openCases().contains("unknown_order"));
        await().atMost(SOON)
                .until(() ->
                        management.get("/v1/deliveries?state=retrying").text().contains(DEAF));
    }

    private void pay(int id, String order, int amount, int status, String info) throws Exception {
        JsonObject post = CardPosts.payment(id, order, amount, status, info);
        post.getJsonObject("Payment").put("Customer", new JsonObject().put("Email", PAYER));
        CardPosts.send(gateway, post);
    }

    private void awaitStatus(String order, String status) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(gateway.management().orderStatus(order)).isEqualTo(status));
    }
}
