package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;

/**
 * Any number of payments like the documented authorized one, each for an order of its own, 1.00 EUR; and what may be told of
 * them later.
 */
final class CardPayments {
    private static final String TEMPLATE = new String(Seeds.AUTHORIZED, UTF_8);
    private static final int FIRST_ID = 5_000_000;

    private CardPayments() {}

    static byte[] notification(int number) {
        return TEMPLATE.replace("203771", payment(number))
                .replace(Seeds.AUTHORIZED_ORDER, order(number))
                .getBytes(UTF_8);
    }

    /** That it is captured. */
    static byte[] capture(int number) {
        return new String(notification(number), UTF_8)
                .replace("\"CapturedAmount\": \"0\"", "\"CapturedAmount\": \"100\"")
                .replace("\"ID\": 9", "\"ID\": 11")
                .getBytes(UTF_8);
    }

    /** That a part of it went back. */
    static byte[] refund(int number, int refund, int amount) {
        return new JsonObject()
                .put(
                        "Refund",
                        new JsonObject()
                                .put("ID", payment(number) + refund)
                                .put("InitialPaymentID", payment(number))
                                .put("Amount", Integer.toString(amount))
                                .put("Currency", "EUR")
                                .put("SiteID", Seeds.SITE)
                                .put("StatementDescriptor", "SHOP")
                                .put("Status", new JsonObject().put("ID", 2)))
                .toBuffer()
                .getBytes();
    }

    static String payment(int number) {
        return Integer.toString(FIRST_ID + number);
    }

    static String order(int number) {
        return "order-" + number;
    }
}
