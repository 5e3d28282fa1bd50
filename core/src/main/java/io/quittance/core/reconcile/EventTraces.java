package io.quittance.core.reconcile;

import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.OrderEvent;
import io.quittance.core.store.LedgerChanges.PaymentChange;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.trace.Traceparent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of events which traced decision made them, so that their deliveries go on with its trace. */
public final class EventTraces {

    private EventTraces() {}

    /** The changes of one decision. */
    public static LedgerChanges of(LedgerChanges changes, @Nullable Traceparent decision) {
        return decision == null ? changes : traced(changes, event -> decision);
    }

    /** The changes of decisions that were made together: an event is of the first that told about a payment of its order. */
    static LedgerChanges of(LedgerChanges changes, List<Finding> decisions) {
        List<Finding> traced = decisions.stream()
                .filter(finding -> finding.work().span().context() != null)
                .toList();
        if (traced.isEmpty() || changes.events().isEmpty()) {
            return changes;
        }
        Map<OrderKey, Traceparent> orders = orders(changes, traced);
        return traced(changes, event -> orders.get(event.order()));
    }

    private static Map<OrderKey, Traceparent> orders(LedgerChanges changes, List<Finding> traced) {
        Map<PaymentId, String> references = new HashMap<>();
        for (PaymentChange change : changes.payments()) {
            if (change.reference() != null) {
                references.put(change.payment().id(), change.reference());
            }
        }
        Map<OrderKey, Traceparent> orders = new HashMap<>();
        for (Finding finding : traced) {
            for (StoredObservation told : finding.observations()) {
                String reference = references.get(told.payment());
                Traceparent decision = finding.work().span().context();
                if (reference != null && decision != null) {
                    orders.putIfAbsent(new OrderKey(finding.merchant(), reference), decision);
                }
            }
        }
        return orders;
    }

    private interface Decisions {
        @Nullable
        Traceparent of(OrderEvent event);
    }

    private static LedgerChanges traced(LedgerChanges changes, Decisions decisions) {
        return changes.withEvents(changes.events().stream()
                .map(event -> {
                    Traceparent decision = decisions.of(event);
                    return decision == null ? event : event.tracedAs(decision.toString());
                })
                .toList());
    }
}
