package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Any number of payments like the documented authorized one, each for an order of its own, 1.00 EUR. */
final class CardPayments {
    private static final String TEMPLATE = new String(Seeds.AUTHORIZED, UTF_8);
    private static final int FIRST_ID = 5_000_000;

    private CardPayments() {}

    static byte[] notification(int number) {
        return TEMPLATE.replace("203771", payment(number))
                .replace(Seeds.AUTHORIZED_ORDER, order(number))
                .getBytes(UTF_8);
    }

    static String payment(int number) {
        return Integer.toString(FIRST_ID + number);
    }

    static String order(int number) {
        return "order-" + number;
    }
}
