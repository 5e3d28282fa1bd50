package io.quittance.core.reconcile;

import io.quittance.core.store.About;
import io.quittance.core.store.CaseAction;
import io.quittance.core.store.CaseFacts;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.OperatorDecision;
import io.quittance.core.store.Order;
import io.quittance.core.store.PaymentId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What operators decided, as the rules read it: each decision is about exactly the facts that its case had, and says nothing
 * about any others. It does not matter when it was made, nor what was known in between.
 */
public final class OperatorDecisions {

    /** Nobody decided anything. */
    public static final OperatorDecisions NONE = of(List.of());

    private final Map<CaseFacts, CaseAction> byFacts;

    private OperatorDecisions(Map<CaseFacts, CaseAction> byFacts) {
        this.byFacts = byFacts;
    }

    /** These decisions; should two be about the same facts, acceptance wins. */
    public static OperatorDecisions of(Collection<OperatorDecision> decisions) {
        Map<CaseFacts, CaseAction> byFacts = new HashMap<>();
        decisions.forEach(decision -> byFacts.merge(
                decision.facts(), decision.action(), (one, other) -> one == CaseAction.ACCEPT ? one : other));
        return new OperatorDecisions(Map.copyOf(byFacts));
    }

    /** Whether somebody decided about these facts, so that they need nobody any more. */
    boolean settle(CaseFacts facts) {
        return byFacts.containsKey(facts);
    }

    /** Whether somebody decided about what does not fit with an order or its payments. */
    boolean settle(Order order, Discrepancy discrepancy) {
        return settle(facts(order, discrepancy));
    }

    /** Whether somebody accepted what does not fit with an order or its payments. */
    boolean accept(Order order, Discrepancy discrepancy) {
        return byFacts.get(facts(order, discrepancy)) == CaseAction.ACCEPT;
    }

    private static CaseFacts facts(Order order, Discrepancy discrepancy) {
        PaymentId payment = discrepancy.payment();
        String about = payment == null ? About.order(order.reference()) : About.payment(payment);
        return CaseFacts.of(order.merchant(), about, discrepancy);
    }
}
