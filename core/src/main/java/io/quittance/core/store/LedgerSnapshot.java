package io.quittance.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds about a scope, read under its locks.
 *
 * @param held the claims that are still held
 * @param orders the orders of the scope and of its payments, shells included
 * @param payments the payments of the scope and all others of its orders
 * @param openCases the open cases about any of these
 */
public record LedgerSnapshot(
        Set<Claim> held,
        Map<OrderKey, Order> orders,
        Map<PaymentId, LedgerPayment> payments,
        List<OpenCase> openCases) {

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
            String merchant,
            UUID id,
            String about,
            CaseKind kind,
            @Nullable String reference,
            Instant openedAt) {}
}
