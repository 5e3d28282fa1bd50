package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What Smart2Pay posts about payments by card in EUR; amounts in minor units. */
final class CardPosts {
    private static final int METHOD = 6;

    private CardPosts() {}

    /** A payment whose whole amount is captured. */
    static JsonObject payment(int id, String order, int amount, int status, String info) {
        return post(
                "Payment",
                id,
                order,
                amount,
                status,
                info,
                new JsonObject().put("CapturedAmount", amount).put("MethodID", METHOD));
    }

    /** A refund that went through. */
    static JsonObject refund(int id, int payment, String order, int amount) {
        return post("Refund", id, order, amount, 2, "Success", new JsonObject().put("InitialPaymentID", payment));
    }

    /** Posts one, which is acknowledged. */
    static void send(RunningShop gateway, JsonObject post) throws Exception {
        Answer answer = gateway.providers().smart2pay(post.encode().getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(204);
    }

    private static JsonObject post(
            String type, int id, String order, int amount, int status, String info, JsonObject more) {
        return new JsonObject()
                .put(
                        type,
                        new JsonObject()
                                .put("ID", id)
                                .put("MerchantTransactionID", order)
                                .put("Amount", amount)
                                .put("Currency", "EUR")
                                .put("SiteID", Integer.valueOf(Seeds.SITE))
                                .put(
                                        "Status",
                                        new JsonObject()
                                                .put("ID", status)
                                                .put("Info", info)
                                                .put("Reasons", new JsonArray()))
                                .mergeIn(more));
    }
}
