package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What a shop has lived through when somebody looks at the console: one order with a story, and money that does not fit. */
final class ConsoleLife {
    static final String ORDER = "10482";
    static final String UNDERPAID = "10483";
    static final String PAYMENT = "203771";
    static final String PAYER = "payer@example.com";

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int AMOUNT = 1290;

    private final RunningShop gateway;

    private ConsoleLife(RunningShop gateway) {
        this.gateway = gateway;
    }

    static void of(RunningShop gateway) throws Exception {
        new ConsoleLife(gateway).live();
    }

    private void live() throws Exception {
        ManagementClient management = gateway.management();
        management.register(ORDER, AMOUNT, "EUR");
        post(payment(203771, ORDER, AMOUNT, 11, "Captured"));
        awaitStatus(ORDER, "paid");
        post(payment(203771, ORDER, AMOUNT, 11, "Captured"));
        post(payment(203771, ORDER, AMOUNT, 4, "Failed"));
        post(refund());
        awaitStatus(ORDER, "partially_refunded");
        management.register(UNDERPAID, AMOUNT, "EUR");
        post(payment(203772, UNDERPAID, 1000, 11, "Captured"));
        awaitStatus(UNDERPAID, "partially_paid");
        await().atMost(SOON).until(() -> management.openCases().contains("underpaid"));
        for (int order = 1; order <= 60; order++) {
            post(payment(300000 + order, "2" + order, AMOUNT, 11, "Captured"));
        }
    }

    private static JsonObject payment(int id, String order, int amount, int status, String info) {
        return new JsonObject()
                .put(
                        "Payment",
                        new JsonObject()
                                .put("ID", id)
                                .put("MerchantTransactionID", order)
                                .put("Amount", amount)
                                .put("Currency", "EUR")
                                .put("CapturedAmount", amount)
                                .put("MethodID", 6)
                                .put("SiteID", Integer.valueOf(Seeds.SITE))
                                .put("Customer", new JsonObject().put("Email", PAYER))
                                .put("Status", status(status, info)));
    }

    private static JsonObject refund() {
        return new JsonObject()
                .put(
                        "Refund",
                        new JsonObject()
                                .put("ID", 20411)
                                .put("InitialPaymentID", 203771)
                                .put("MerchantTransactionID", ORDER)
                                .put("Amount", 290)
                                .put("Currency", "EUR")
                                .put("SiteID", Integer.valueOf(Seeds.SITE))
                                .put("Status", status(2, "Success")));
    }

    private static JsonObject status(int id, String info) {
        return new JsonObject().put("ID", id).put("Info", info).put("Reasons", new JsonArray());
    }

    private void post(JsonObject notification) throws Exception {
        Answer answer = gateway.providers().smart2pay(notification.encode().getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(204);
    }

    private void awaitStatus(String order, String status) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(gateway.management().orderStatus(order)).isEqualTo(status));
    }
}
