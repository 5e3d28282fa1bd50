package io.quittance.core.demo;

import io.quittance.spi.simulator.Life;
import java.util.List;

/**
 * How an order must end.
 *
 * @param status as the management API calls it
 * @param refunded in minor units
 * @param openCases their kinds, sorted
 */
record Expectation(String status, long refunded, List<String> openCases) {

    private static final String PAID = "paid";

    Expectation {
        openCases = List.copyOf(openCases);
    }

    /**
     * The end of an order whose payment goes so.
     *
     * @param asked what the payer is asked for, in minor units
     * @param registered what the order was registered for; more than is asked for only if the life {@linkplain #leavesMoney
     *     leaves money}
     */
    static Expectation of(Life life, long asked, long registered) {
        return registered > asked
                ? new Expectation("partially_paid", 0, List.of("underpaid"))
                : new Expectation(life.orderStatus(), life.refunded(asked), List.of());
    }

    /** Whether all of the money is with the merchant at the end of this life. */
    static boolean leavesMoney(Life life) {
        return life.orderStatus().equals(PAID);
    }

    boolean isMetBy(SeenOrder order) {
        return order.status().equals(status)
                && order.refunded() == refunded
                && order.openCases().equals(openCases);
    }

    /** In words: {@code paid}, or {@code partially_paid with open case underpaid}. */
    String inWords() {
        return new SeenOrder(status, refunded, openCases).inWords();
    }
}
