package io.quittance.core.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.Life.Act;
import io.quittance.core.reconcile.Life.Step;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.TestSeed;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.Money;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.vertx.core.json.JsonObject;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A life among many in one store: with names of its own. */
record StoredLife(int number, Life life) {

    static StoredLife generate(int number) {
        return new StoredLife(number, Life.generate(TestSeed.random(number)));
    }

    String reference() {
        return "L" + number;
    }

    /** The acts of the first half, or of the second. */
    List<Act> half(int half) {
        int middle = life.acts().size() / 2;
        return half == 0
                ? life.acts().subList(0, middle)
                : life.acts().subList(middle, life.acts().size());
    }

    /** The key of what is notified of a step; a refund is a subject of its own. */
    String key(Step step) {
        String subject = paymentName(step) + (step.chapter().refund() == null ? "" : ".refund");
        return subject + "/" + place(step);
    }

    NewNotification notification(Step step) {
        return Posted.at(Life.moment(place(step)), "shop", key(step));
    }

    /** What a step tells, by the names of this life. */
    PaymentObservation told(Step step) {
        PaymentObservation carried = step.chapter().carried();
        boolean named = carried.order().reference() != null;
        return PaymentObservation.builder(PaymentKey.of(paymentName(step)), carried.source(), carried.status())
                .amount(carried.amount())
                .captured(carried.captured())
                .refunds(carried.refunds())
                .order(named ? OrderMatch.matched(reference()) : OrderMatch.notTold())
                .build();
    }

    /** The same, as this notification carried it. */
    static PaymentObservation carriedBy(InboundNotification notification, PaymentObservation told) {
        return PaymentObservation.builder(told.payment(), told.source(), told.status())
                .amount(told.amount())
                .captured(told.captured())
                .refunds(told.refunds())
                .order(told.order())
                .evidence(notification)
                .build();
    }

    /**
     * Compares what the store holds with what the rules make of the facts.
     *
     * @param order its row
     * @param payments the rows of its payments, by id
     * @param events its events by version
     */
    void check(
            Map<String, @Nullable Object> order,
            Map<String, Map<String, @Nullable Object>> payments,
            List<JsonObject> events,
            Instant now) {
        String name = TestSeed.name(number);
        List<Payment> expected = payments();
        assertThat(payments.keySet()).as(name).hasSize(expected.size());
        for (Payment payment : expected) {
            Map<String, @Nullable Object> row =
                    requireNonNull(payments.get(payment.id().key().id()));
            assertThat(row.get("status_code") + " " + row.get("captured") + " " + row.get("refunded"))
                    .as("%s: %s", name, payment)
                    .isEqualTo(payment.status().code() + " " + payment.captured() + " " + payment.refunded());
        }
        OrderState state = new OrderState(
                OrderStatus.ofWireName(String.valueOf(order.get("status"))), (long) order.get("paid"), (long)
                        order.get("refunded"));
        OrderState decided = OrderRules.decide(
                        order(order, state), expected, OperatorDecisions.NONE, account -> MortalNode.TERMS, now)
                .state();
        assertThat(state).as("%s: %s", name, life).isEqualTo(decided);
        EventChain.of(events)
                .hasNoGaps(name)
                .endsWith(name, (long) order.get("version"), state)
                .saysPaidOnceUnlessMoneyWentBack(name);
    }

    private List<Payment> payments() {
        Map<PaymentId, List<StoredObservation>> told = new TreeMap<>();
        for (Step step : life.steps()) {
            PaymentId payment = new PaymentId("shop", PaymentKey.of(paymentName(step)));
            told.computeIfAbsent(payment, id -> new ArrayList<>())
                    .add(new StoredObservation(UUID.randomUUID(), payment, null, Life.moment(place(step)), told(step)));
        }
        return told.values().stream().map(PaymentRules::fold).toList();
    }

    private Order order(Map<String, @Nullable Object> row, OrderState state) {
        return new Order(
                "merchant",
                reference(),
                new Money((long) row.get("amount"), String.valueOf(row.get("currency"))),
                instant(row.get("expires_at")),
                instant(row.get("cancelled_at")),
                state,
                0);
    }

    private static @Nullable Instant instant(@Nullable Object time) {
        return time == null ? null : ((Timestamp) time).toInstant();
    }

    private String paymentName(Step step) {
        return reference() + "." + step.chapter().payment().key().id();
    }

    private int place(Step step) {
        return life.acts().indexOf(step);
    }
}
