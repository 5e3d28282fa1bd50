package io.quittance.core.store;

import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerSnapshot.LedgerPayment;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentKey;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A snapshot while it is being read. */
final class LedgerDraft {

    private LedgerScope scope;
    private final Set<Claim> held = new HashSet<>();
    private final Map<PaymentId, OrderKey> links = new HashMap<>();
    // Payments stay with the merchant whose they were, even if their account is another merchant's now.
    private final Map<PaymentId, String> merchants = new HashMap<>();
    private final Map<OrderKey, Order> orders = new HashMap<>();
    private final Map<PaymentId, LedgerPayment> payments = new HashMap<>();
    private final Map<PaymentId, String> unrecorded = new HashMap<>();
    private final Map<PaymentId, List<StoredObservation>> observations = new HashMap<>();
    private final List<OpenCase> openCases = new ArrayList<>();
    private final List<OperatorDecision> decisions = new ArrayList<>();

    LedgerDraft(LedgerScope scope) {
        this.scope = scope;
    }

    LedgerScope scope() {
        return scope;
    }

    /** A payment of which something was told before that is told anew. */
    void addReplayed(Row row) {
        scope = scope.with(Map.of(paymentId(row), new Target(row.getString("merchant"), Set.of())));
    }

    Set<OrderKey> orders() {
        return orders.keySet();
    }

    /** The payments that the store knows. */
    Set<PaymentId> recorded() {
        Set<PaymentId> recorded = new HashSet<>(payments.keySet());
        recorded.removeAll(unrecorded.keySet());
        return recorded;
    }

    /** The payments of the scope that the store does not know yet, and whose they are. */
    Map<PaymentId, String> unrecorded() {
        return unrecorded;
    }

    /** Payments that nobody has heard of before belong to the snapshot too. */
    void addUnrecorded() {
        scope.payments().forEach((id, target) -> {
            if (!payments.containsKey(id)) {
                unrecorded.put(id, target.merchant());
                payments.put(id, new LedgerPayment(id, target.merchant(), null, List.of()));
            }
        });
    }

    void addHeldClaim(Row row) {
        held.add(new Claim(row.getString("account_id"), row.getString("subject"), row.getLong("token")));
    }

    void addLink(Row row) {
        PaymentId payment = paymentId(row);
        String merchant = row.getString("merchant");
        String reference = row.getString("order_reference");
        merchants.put(payment, merchant);
        if (reference != null) {
            links.put(payment, new OrderKey(merchant, reference));
        }
    }

    /** Whether it was all about claims, and others hold them by now: then there is nothing to lock. */
    boolean isLost() {
        return held.isEmpty() && !scope.claims().isEmpty();
    }

    /** The order that each payment is linked to, or may be. */
    Set<OrderKey> ordersToLock() {
        Set<OrderKey> keys = new HashSet<>(scope.orders());
        scope.payments().forEach((payment, target) -> {
            OrderKey link = links.get(payment);
            if (link != null) {
                keys.add(link);
            } else {
                String merchant = merchants.getOrDefault(payment, target.merchant());
                target.references().forEach(reference -> keys.add(new OrderKey(merchant, reference)));
            }
        });
        return keys;
    }

    void addOrder(Row row) {
        Order order = order(row);
        orders.put(new OrderKey(order.merchant(), order.reference()), order);
    }

    /** A link that came between reading and locking names an order that is not locked: begin again. */
    void addPayment(Row row) {
        String reference = row.getString("order_reference");
        OrderKey order = reference == null ? null : new OrderKey(row.getString("merchant"), reference);
        if (order != null && !orders.containsKey(order)) {
            throw new Retries.RepeatException("A payment was linked meanwhile");
        }
        PaymentId id = paymentId(row);
        unrecorded.remove(id);
        payments.put(id, new LedgerPayment(id, row.getString("merchant"), order, List.of()));
    }

    void addObservation(Row row) {
        PaymentId payment = paymentId(row);
        observations
                .computeIfAbsent(payment, id -> new ArrayList<>())
                .add(new StoredObservation(
                        row.getUUID("observation_id"),
                        payment,
                        row.getUUID("notification_id"),
                        row.getString("subject"),
                        row.getOffsetDateTime("observed_at").toInstant(),
                        ObservationCodec.decode(row.getJsonObject("observation"))));
    }

    /** A case that is open, or about which an operator decided. */
    void addCase(Row row) {
        UUID id = row.getUUID("case_id");
        CaseFacts facts = new CaseFacts(
                row.getString("merchant"),
                row.getString("about"),
                CaseKind.ofWireName(row.getString("kind")),
                row.getString("expected"),
                row.getString("seen"));
        String action = row.getString("action");
        if (action == null) {
            Instant openedAt = row.getOffsetDateTime("opened_at").toInstant();
            openCases.add(new OpenCase(id, facts, row.getString("order_reference"), openedAt));
        } else {
            decisions.add(new OperatorDecision(id, facts, CaseAction.ofWireName(action)));
        }
    }

    Set<CaseKey> caseKeys() {
        Set<CaseKey> keys = new HashSet<>(scope.about());
        orders.keySet().forEach(order -> keys.add(new CaseKey(order.merchant(), About.order(order.reference()))));
        payments.values().forEach(payment -> keys.add(new CaseKey(payment.merchant(), About.payment(payment.id()))));
        return keys;
    }

    LedgerSnapshot snapshot() {
        Map<PaymentId, LedgerPayment> complete = new HashMap<>();
        payments.forEach((id, payment) -> complete.put(
                id,
                new LedgerPayment(id, payment.merchant(), payment.order(), observations.getOrDefault(id, List.of()))));
        return new LedgerSnapshot(
                Set.copyOf(held),
                Map.copyOf(orders),
                Map.copyOf(complete),
                List.copyOf(openCases),
                List.copyOf(decisions));
    }

    private static Order order(Row row) {
        Long amount = row.getLong("amount");
        return new Order(
                row.getString("merchant"),
                row.getString("reference"),
                amount == null ? null : new Money(amount, row.getString("currency")),
                Times.instant(row.getOffsetDateTime("expires_at")),
                Times.instant(row.getOffsetDateTime("cancelled_at")),
                new OrderState(
                        OrderStatus.ofWireName(row.getString("status")), row.getLong("paid"), row.getLong("refunded")),
                row.getLong("version"),
                row.getBoolean("paid_told"));
    }

    private static PaymentId paymentId(Row row) {
        return new PaymentId(
                row.getString("account_id"), new PaymentKey(row.getString("payment_id"), row.getString("back_end")));
    }
}
