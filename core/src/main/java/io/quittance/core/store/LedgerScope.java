package io.quittance.core.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a decision is about, and so what is locked for it.
 *
 * @param claims the claims it ends; what they cover is decided only if they are still held
 * @param orders orders that are decided whatever their payments
 * @param payments payments that are decided, with the orders they are linked to
 * @param about what else the decision may open or close cases about
 * @param replayed what is told anew: the payments that it was about before belong to the scope as well
 */
public record LedgerScope(
        List<Claim> claims,
        Set<OrderKey> orders,
        Map<PaymentId, Target> payments,
        Set<CaseKey> about,
        Set<Replayed> replayed) {

    public LedgerScope {
        claims = List.copyOf(claims);
        orders = Set.copyOf(orders);
        payments = Map.copyOf(payments);
        about = Set.copyOf(about);
        replayed = Set.copyOf(replayed);
    }

    /** A scope in which nothing is told anew. */
    public LedgerScope(List<Claim> claims, Set<OrderKey> orders, Map<PaymentId, Target> payments, Set<CaseKey> about) {
        this(claims, orders, payments, about, Set.of());
    }

    /** The same with more payments, those of which something was told before. */
    LedgerScope with(Map<PaymentId, Target> told) {
        Map<PaymentId, Target> all = new HashMap<>(payments);
        told.forEach((payment, target) -> all.merge(payment, target, Target::and));
        return new LedgerScope(claims, orders, all, about, replayed);
    }

    /**
     * Where a payment belongs.
     *
     * @param references the orders that it may be linked to if it is not linked yet: usually one, none if it names none
     */
    public record Target(String merchant, Set<String> references) {

        public Target {
            references = Set.copyOf(references);
        }

        /** Both, of one payment. */
        public Target and(Target other) {
            Set<String> all = new HashSet<>(references);
            all.addAll(other.references);
            return new Target(merchant, all);
        }
    }

    /** What a case is about, and whose it is. */
    public record CaseKey(String merchant, String about) {}

    /** The scope of one order. */
    public static LedgerScope of(OrderKey order) {
        return new LedgerScope(List.of(), Set.of(order), Map.of(), Set.of());
    }
}
