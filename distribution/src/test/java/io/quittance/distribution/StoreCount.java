package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What a store has of {@link SteadyOrders}.
 *
 * @param stored notifications
 * @param reconciled orders that are paid
 * @param paidEvents events that say so
 * @param doubled orders, payments and events that came to more than their one
 * @param gaps orders whose events are not numbered without gaps
 * @param openCases what somebody would have to look at
 */
record StoreCount(long stored, long reconciled, long paidEvents, long doubled, long gaps, long openCases) {
    private static final Duration SOON = Duration.ofSeconds(120);

    private static final String LEFT =
            "select count(*) as left from notification_item where next_attempt_at is not null";
    private static final String COUNT = """
            select (select count(*) from notification) as stored,
                   (select count(*) from merchant_order where status = 'paid') as reconciled,
                   (select count(*) from order_event where type = 'order.paid') as paid_events,
                   (select count(*) from (select from order_event where type = 'order.paid'
                                          group by merchant, reference having count(*) > 1) told)
                   + (select count(*) from merchant_order where paid <> amount or refunded <> 0)
                   + (select count(*) from (select from payment group by merchant, order_reference having count(*) > 1) made)
                       as doubled,
                   (select count(*) from (select from order_event
                                          group by merchant, reference having max(version) <> count(*)) torn) as gaps,
                   (select count(*) from discrepancy_case where state = 'open') as open_cases""";

    /** Counts when nothing is left to be done. */
    static StoreCount whenDone(TestDatabase store) {
        await().atMost(SOON).until(() -> number(store.query(LEFT).get(0), "left") == 0);
        Map<String, ?> row = store.query(COUNT).get(0);
        return new StoreCount(
                number(row, "stored"),
                number(row, "reconciled"),
                number(row, "paid_events"),
                number(row, "doubled"),
                number(row, "gaps"),
                number(row, "open_cases"));
    }

    /** Everything is there once, nothing is missing, and the figures are printed. */
    void assertNothingLostOrDoubled(SteadyOrders orders) {
        System.out.printf(
                "sent %d, acknowledged %d, stored %d, orders paid %d, reconciled %d, order.paid events %d, lost %d, doubled effects %d%n",
                orders.sent(),
                orders.acknowledged(),
                stored,
                orders.paid(),
                reconciled,
                paidEvents,
                orders.acknowledged() - stored,
                doubled);
        assertThat(this).isEqualTo(new StoreCount(orders.acknowledged(), orders.paid(), orders.paid(), 0, 0, 0));
    }

    private static long number(Map<String, ?> row, String column) {
        return (Long) Objects.requireNonNull(row.get(column), column);
    }
}
