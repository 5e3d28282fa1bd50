package io.quittance.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds about a scope, read under its locks.
 *
 * @param held the claims that are still held
 * @param orders the orders of the scope and of its payments, shells included
 * @param payments the payments of the scope and all others of its orders
 * @param openCases the open cases about any of these
 * @param decisions what operators decided about any of these
 */
public record LedgerSnapshot(
        Set<Claim> held,
        Map<OrderKey, Order> orders,
        Map<PaymentId, LedgerPayment> payments,
        List<OpenCase> openCases,
        List<OperatorDecision> decisions) {

    /** The same with other orders. */
    public LedgerSnapshot withOrders(Map<OrderKey, Order> others) {
        return new LedgerSnapshot(held, others, payments, openCases, decisions);
    }

    /** The same with other claims. */
    public LedgerSnapshot withHeld(Set<Claim> claims) {
        return new LedgerSnapshot(claims, orders, payments, openCases, decisions);
    }

    /** The same with one more decision. */
    public LedgerSnapshot with(OperatorDecision decision) {
        List<OperatorDecision> all =
                Stream.concat(decisions.stream(), Stream.of(decision)).toList();
        return new LedgerSnapshot(held, orders, payments, openCases, all);
    }

    /**
     * A payment as it is on record.
     *
     * @param order the order it is linked to; null: none yet
     * @param observations what was said about it and still holds
     */
    public record LedgerPayment(
            PaymentId id, String merchant, @Nullable OrderKey order, List<StoredObservation> observations) {

        public LedgerPayment {
            observations = List.copyOf(observations);
        }
    }

    /** A case that is open. */
    public record OpenCase(
            UUID id, CaseFacts facts, @Nullable String reference, Instant openedAt) {

        /** Whose it is. */
        public String merchant() {
            return facts.merchant();
        }

        /** What it is about. */
        public String about() {
            return facts.about();
        }

        /** What does not fit. */
        public CaseKind kind() {
            return facts.kind();
        }
    }
}
