package io.quittance.core.reconcile;

import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.PaymentId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the rules say about an order and the payments linked to it.
 *
 * @param rule why the order has its status
 * @param counting the payments whose money was compared and counts towards the order
 * @param discrepancies all that does not fit now, at most one for each kind and payment (or order): cases of this order
 *     and its payments that are not among them no longer hold
 */
record OrderDecision(OrderState state, StatusRule rule, Set<PaymentId> counting, List<Discrepancy> discrepancies) {

    public OrderDecision {
        counting = Set.copyOf(counting);
        discrepancies = List.copyOf(discrepancies);
    }

    /** The same without the discrepancies that are settled. */
    OrderDecision without(Predicate<Discrepancy> settled) {
        return new OrderDecision(
                state,
                rule,
                counting,
                discrepancies.stream().filter(settled.negate()).toList());
    }
}
