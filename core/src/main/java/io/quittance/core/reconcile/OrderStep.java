package io.quittance.core.reconcile;

import io.quittance.core.store.About;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Ids;
import io.quittance.core.store.LedgerChanges.OrderEvent;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.TimelineKind;
import io.quittance.core.store.WireNames;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * How a decision moves an order: each visible change of its state or of its open cases is one event and one step of its
 * version. An order that is not registered has no events, since nobody expects it.
 *
 * @param registering whether the merchant registers the order just now, and so has not heard of anything before
 */
record OrderStep(
        Order order, OrderState after, StatusRule rule, CaseChanges cases, String reason, boolean registering) {

    void write(ChangesBuilder changes, Map<String, PaymentId> payments, Instant now) {
        Versions versions = new Versions(changes, now);
        if (!after.equals(order.state())) {
            tell(changes);
            versions.step(eventType());
        }
        writeCases(changes, payments, versions);
        if (versions.current != order.version() || !after.equals(order.state())) {
            changes.order(order.after(after, versions.current, isPaidTold()));
        }
    }

    private void tell(ChangesBuilder changes) {
        JsonObject detail =
                beforeAndAfter(order.state()).put("rule", WireNames.of(rule)).put("reason", reason);
        changes.timeline(order.merchant(), TimelineKind.ORDER_CHANGED, order.reference(), null, null, detail);
    }

    private void writeCases(ChangesBuilder changes, Map<String, PaymentId> payments, Versions versions) {
        for (OpenCase closed : cases.closed()) { // First, since another case of the kind may take the place of one.
            changes.close(closed, payments.get(closed.about()));
            if (wasTold(closed)) {
                versions.step("case.resolved", closed.kind().wireName());
            }
        }
        for (Discrepancy discrepancy : cases.opened()) {
            PaymentId payment = discrepancy.payment();
            String about = payment == null ? About.order(order.reference()) : About.payment(payment);
            String account = payment == null ? null : payment.account();
            changes.open(order.merchant(), about, account, order.reference(), null, discrepancy);
            versions.step("case.opened", discrepancy.kind().wireName());
        }
        for (OpenCase kept : cases.kept()) {
            boolean adopted = kept.reference() == null;
            if (adopted) {
                changes.adopt(kept, order.reference());
            }
            if (adopted || registering) {
                versions.step("case.opened", kept.kind().wireName());
            }
        }
    }

    /** Of a case from before the registration, or from before the payment was linked, the merchant never heard. */
    private boolean wasTold(OpenCase open) {
        return open.kind() != CaseKind.UNKNOWN_ORDER && open.reference() != null && !registering;
    }

    /** An event names the status if that changed, and otherwise only that something did. */
    private String eventType() {
        OrderStatus before = order.state().status();
        if (after.status() == before || after.status() == OrderStatus.AWAITING_PAYMENT) {
            return "order.updated";
        }
        if (after.status() != OrderStatus.PAID) {
            return "order." + after.status().wireName();
        }
        boolean won = before == OrderStatus.DISPUTED || before == OrderStatus.CHARGED_BACK;
        return won ? "order.dispute_won" : order.paidTold() ? "order.updated" : "order.paid";
    }

    /** Only a refund makes it news that the order is paid once more; a correction of what was believed does not. */
    private boolean isPaidTold() {
        return switch (after.status()) {
            case PAID -> true;
            case REFUNDED, PARTIALLY_REFUNDED -> false;
            default -> order.paidTold();
        };
    }

    private JsonObject beforeAndAfter(OrderState before) {
        return new JsonObject().put("before", json(before)).put("after", json(after));
    }

    private static JsonObject json(OrderState state) {
        return new JsonObject()
                .put("status", state.status().wireName())
                .put("paid", state.paid())
                .put("refunded", state.refunded());
    }

    private final class Versions {

        private final ChangesBuilder changes;
        private final Instant now;
        private long current = order.version();
        private OrderState before = order.state();

        private Versions(ChangesBuilder changes, Instant now) {
            this.changes = changes;
            this.now = now;
        }

        private void step(String type, String caseKind) {
            step(type, new JsonObject().put("case", caseKind));
        }

        private void step(String type) {
            step(type, new JsonObject());
        }

        private void step(String type, JsonObject more) {
            if (!order.isRegistered()) {
                return;
            }
            current++;
            UUID id = Ids.next();
            JsonObject event = new JsonObject()
                    .put("id", id.toString())
                    .put("type", type)
                    .put("time", now.toString())
                    .put("merchant", order.merchant())
                    .put(
                            "order",
                            new JsonObject()
                                    .put("reference", order.reference())
                                    .put("version", current)
                                    .mergeIn(beforeAndAfter(before)))
                    .put("reason", reason)
                    .mergeIn(more);
            OrderKey key = new OrderKey(order.merchant(), order.reference());
            changes.event(new OrderEvent(key, current, id, now, type, event, null));
            before = after;
        }
    }
}
