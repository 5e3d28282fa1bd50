package io.quittance.core.reconcile;

import io.quittance.core.reconcile.OrderDesk.Registration;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.OrderExpectation;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.OrderRegistration;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.TimelineKind;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentStatus;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what a merchant says about an order. Pure.
 *
 * @param terms those of an account, by its id
 * @param asked the accounts whose providers are asked about an order of which nothing is heard
 */
record MerchantRule(Function<String, AccountTerms> terms, Function<OrderRequest, Collection<String>> asked) {

    static final Set<OrderStatus> WITHOUT_MONEY =
            Set.of(OrderStatus.AWAITING_PAYMENT, OrderStatus.FAILED, OrderStatus.CANCELLED, OrderStatus.EXPIRED);
    private static final Set<OrderStatus> WITHOUT_CAPTURE = Set.of(
            OrderStatus.AWAITING_PAYMENT,
            OrderStatus.AUTHORIZED,
            OrderStatus.FAILED,
            OrderStatus.CANCELLED,
            OrderStatus.EXPIRED);

    /** What a registration, or its repeat with other values, comes to. */
    Decision<Registration> register(LedgerSnapshot snapshot, OrderKey key, OrderRequest request, Instant now) {
        Order known = order(snapshot, key);
        Registration outcome = outcome(known, request, snapshot, now);
        ChangesBuilder changes = new ChangesBuilder(now);
        if (outcome == Registration.CONFLICT) {
            return Decision.of(changes.build(), outcome);
        }
        Order expected = known.expecting(request.amount(), request.expiresAt());
        if (outcome != Registration.SAME) {
            changes.timeline(key.merchant(), kind(outcome), key.reference(), null, null, detail(request, known));
        }
        if (outcome != Registration.SAME && isNobodyPaying(snapshot)) {
            expect(key, request, changes, now);
        }
        LedgerChanges decided = settle(snapshot, key, expected, "the order was registered", changes, now);
        return new Decision<>(decided, outcome, registration(key, request, now));
    }

    private void expect(OrderKey key, OrderRequest request, ChangesBuilder changes, Instant now) {
        for (String account : asked.apply(request)) {
            OrderLookupRule.first(key, account, now, request.expiresAt())
                    .ifPresent(delay -> changes.expect(
                            new OrderExpectation(key, account, now, request.expiresAt(), delay.toMillis())));
        }
    }

    private static boolean isNobodyPaying(LedgerSnapshot snapshot) {
        return snapshot.payments().values().stream()
                .filter(payment -> !payment.observations().isEmpty())
                .allMatch(payment -> PaymentRules.fold(payment.observations())
                        .status()
                        .status()
                        .isUnsuccessful());
    }

    /** What it comes to that the merchant gave up waiting for an order that is registered. */
    Decision<Boolean> cancel(LedgerSnapshot snapshot, OrderKey key, Instant now) {
        Order known = order(snapshot, key);
        ChangesBuilder changes = new ChangesBuilder(now);
        boolean nothingCaptured = WITHOUT_CAPTURE.contains(known.state().status());
        if (!nothingCaptured || known.cancelledAt() != null) {
            return Decision.of(changes.build(), true);
        }
        Order cancelled = known.cancelled(now);
        changes.order(cancelled); // Even if its status stays, what comes from now on comes too late.
        changes.expect(new OrderExpectation(key, null, now, null, null));
        changes.timeline(key.merchant(), TimelineKind.ORDER_CANCELLED, key.reference(), null, null, new JsonObject());
        return Decision.of(settle(snapshot, key, cancelled, "the merchant gave up waiting", changes, now), true);
    }

    private LedgerChanges settle(
            LedgerSnapshot snapshot, OrderKey key, Order order, String cause, ChangesBuilder changes, Instant now) {
        Order known = order(snapshot, key);
        Map<OrderKey, Order> orders = new HashMap<>(snapshot.orders());
        orders.put(key, order);
        new Settlement(snapshot.withOrders(orders), terms, now, changes)
                .settle(List.of(), cause, !known.isRegistered());
        return changes.build();
    }

    private Registration outcome(Order known, OrderRequest request, LedgerSnapshot snapshot, Instant now) {
        Money expected = known.expected();
        if (expected == null) {
            return Registration.CREATED;
        }
        if (expected.equals(request.amount()) && isSameMoment(known.expiresAt(), request.expiresAt())) {
            return Registration.SAME;
        }
        return WITHOUT_MONEY.contains(known.state().status()) && !isAnythingReserved(known, snapshot, now)
                ? Registration.AMENDED
                : Registration.CONFLICT;
    }

    /** An authorization of less than the amount does not show in the order's status. */
    private boolean isAnythingReserved(Order known, LedgerSnapshot snapshot, Instant now) {
        List<Payment> payments = snapshot.payments().values().stream()
                .filter(payment -> !payment.observations().isEmpty())
                .map(payment -> PaymentRules.fold(payment.observations()))
                .toList();
        OperatorDecisions decisions = OperatorDecisions.of(snapshot.decisions());
        Set<PaymentId> counting =
                OrderRules.decide(known, payments, decisions, terms, now).counting();
        return payments.stream()
                .anyMatch(payment ->
                        counting.contains(payment.id()) && payment.status().status() == PaymentStatus.AUTHORIZED);
    }

    /** The store keeps microseconds. */
    private static boolean isSameMoment(@Nullable Instant kept, @Nullable Instant asked) {
        return Objects.equals(kept, asked == null ? null : asked.truncatedTo(ChronoUnit.MICROS));
    }

    private static TimelineKind kind(Registration outcome) {
        return outcome == Registration.CREATED ? TimelineKind.ORDER_REGISTERED : TimelineKind.ORDER_AMENDED;
    }

    private static JsonObject detail(OrderRequest request, Order known) {
        return new JsonObject()
                .put("amount", request.amount().toString())
                .put(
                        "before",
                        known.expected() == null ? null : known.expected().toString());
    }

    private static OrderRegistration registration(OrderKey key, OrderRequest request, Instant now) {
        return new OrderRegistration(
                key, request.amount(), request.expiresAt(), request.account(), request.metadata(), now);
    }

    private static Order order(LedgerSnapshot snapshot, OrderKey key) {
        Order order = snapshot.orders().get(key);
        if (order == null) {
            throw new IllegalStateException("An order of the scope is not locked");
        }
        return order;
    }
}
