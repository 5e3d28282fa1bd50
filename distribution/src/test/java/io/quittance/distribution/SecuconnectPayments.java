package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Any number of payments like the documented one, each for an order of its own, as {@link SecuconnectStandIn} answers for them. */
final class SecuconnectPayments {
    private static final String NUMBERED = "PCI_NUMBER";
    private static final String TEMPLATE = new String(Seeds.PUSH, UTF_8);
    private static final String EVENT = "evt_d7a9cbd91c125ae409398b4e0e3199be";

    private SecuconnectPayments() {}

    static byte[] push(int number) {
        return TEMPLATE.replace(Seeds.PAID_PAYMENT, NUMBERED + number)
                .replace(EVENT, "evt_%032d".formatted(number))
                .getBytes(UTF_8);
    }

    static String order(int number) {
        return "secu-order-" + number;
    }

    /** The order of a payment; of one that is not numbered, the documented one. */
    static String order(String payment) {
        return payment.startsWith(NUMBERED)
                ? order(Integer.parseInt(payment.substring(NUMBERED.length())))
                : SecuconnectStandIn.ORDER;
    }
}
