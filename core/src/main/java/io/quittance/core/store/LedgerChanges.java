package io.quittance.core.store;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a decision writes, all in one transaction. */
public record LedgerChanges(
        List<StoredObservation> observations,
        List<PaymentChange> payments,
        List<Order> orders,
        List<NewCase> opened,
        List<LedgerSnapshot.OpenCase> closed,
        List<AdoptedCase> adopted,
        List<TimelineEntry> timeline,
        List<OrderEvent> events,
        List<ItemResult> items,
        List<LookupRequest> lookupRequests,
        List<LookupResult> lookupResults,
        Expectations expectations,
        List<StoredObservation> superseded,
        CaseDecisions decisions) {

    /** Nothing. */
    public static final LedgerChanges NONE = new LedgerChanges(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Expectations.NONE,
            List.of(),
            CaseDecisions.NONE);

    public LedgerChanges {
        observations = List.copyOf(observations);
        payments = List.copyOf(payments);
        orders = List.copyOf(orders);
        opened = List.copyOf(opened);
        closed = List.copyOf(closed);
        adopted = List.copyOf(adopted);
        timeline = List.copyOf(timeline);
        events = List.copyOf(events);
        items = List.copyOf(items);
        lookupRequests = List.copyOf(lookupRequests);
        lookupResults = List.copyOf(lookupResults);
        superseded = List.copyOf(superseded);
    }

    /** The same with other events. */
    public LedgerChanges withEvents(List<OrderEvent> others) {
        return new LedgerChanges(
                observations,
                payments,
                orders,
                opened,
                closed,
                adopted,
                timeline,
                others,
                items,
                lookupRequests,
                lookupResults,
                expectations,
                superseded,
                decisions);
    }

    /** The kinds of the cases that open and alarm somebody at once. */
    public List<CaseKind> alarming() {
        return opened.stream()
                .map(NewCase::discrepancy)
                .filter(discrepancy -> discrepancy.graceUntil() == null)
                .map(Discrepancy::kind)
                .toList();
    }

    /**
     * A payment as it is now.
     *
     * @param reference the order it is linked to; null: none
     * @param counts whether it counts towards its order
     * @param parked whether it waits for its order to be registered
     */
    public record PaymentChange(Payment payment, @Nullable String reference, boolean counts, boolean parked) {}

    /** A case that opens. */
    public record NewCase(
            String merchant,
            UUID id,
            String about,
            @Nullable String account,
            @Nullable String reference,
            @Nullable UUID notification,
            Discrepancy discrepancy) {}

    /**
     * What operators decided, and what of it is over.
     *
     * @param lapsed dismissed, and what was dismissed has ended
     */
    public record CaseDecisions(List<ResolvedCase> resolved, List<OperatorDecision> lapsed) {

        /** No news about that. */
        public static final CaseDecisions NONE = new CaseDecisions(List.of(), List.of());

        public CaseDecisions {
            resolved = List.copyOf(resolved);
            lapsed = List.copyOf(lapsed);
        }
    }

    /** An open case that an operator resolves. */
    public record ResolvedCase(LedgerSnapshot.OpenCase open, Resolution resolution) {}

    /** A case about a payment that stays open while its payment is linked to an order. */
    public record AdoptedCase(LedgerSnapshot.OpenCase open, String reference) {}

    /** A line of a timeline. */
    public record TimelineEntry(
            String merchant,
            UUID id,
            Instant at,
            String kind,
            @Nullable String reference,
            @Nullable PaymentId payment,
            @Nullable UUID notification,
            JsonObject detail) {}

    /**
     * A step of an order's version.
     *
     * @param traceparent the span that it was decided in; null: it is not traced
     */
    public record OrderEvent(
            OrderKey order,
            long version,
            UUID id,
            Instant at,
            String type,
            JsonObject event,
            @Nullable String traceparent) {

        /** The same, decided in this span. */
        public OrderEvent tracedAs(String span) {
            return new OrderEvent(order, version, id, at, type, event, span);
        }
    }

    /**
     * How an item ended this time.
     *
     * @param state {@code done, retrying, poisoned}, or {@code vanished}: its notification does not say it any more
     * @param unforeseen how many attempts ended in a way that nobody foresaw
     * @param repeatedAt the repeat that this attempt took into account, if any; if there is a later one by now, the item is
     *     due at once
     * @param replay the replay that this attempt served, if any; if there is a later one by now, the item is due at once
     * @param dueAt when this attempt was due; if the item is due later by now, a repeat re-armed it meanwhile
     * @param retryMillis when it is due again, from now; null: never
     */
    public record ItemResult(
            String account,
            UUID notification,
            short position,
            String state,
            int attempts,
            int unforeseen,
            @Nullable Instant repeatedAt,
            @Nullable UUID replay,
            Instant dueAt,
            @Nullable Long retryMillis,
            @Nullable String error) {}

    /** The wish that the provider be asked about a payment, now; wishes for one payment become one. */
    public record LookupRequest(PaymentId payment, String merchant) {}

    /**
     * How a look-up ended this time. The wish is over if it is not to be asked again, unless it was wished anew meanwhile.
     *
     * @param requestedAt the wish that it answers
     * @param inDoubt whether the doubt remains; otherwise it is only waited for
     * @param asked how often the provider answered since something was heard, and nothing was new
     * @param attempts how often in a row there was no answer to go by
     * @param retryMillis when to ask again, from now; null: never
     * @param unconfirmed the status code that was told, if it is believed only once the next answer tells it too
     */
    public record LookupResult(
            PaymentId payment,
            Instant requestedAt,
            boolean inDoubt,
            int asked,
            int attempts,
            @Nullable Long retryMillis,
            @Nullable String error,
            @Nullable String unconfirmed) {}

    /** What should come, and no longer. */
    public record Expectations(
            List<PaymentExpectation> payments, List<OrderExpectation> orders, List<OrderLookupResult> results) {

        /** No news about that. */
        public static final Expectations NONE = new Expectations(List.of(), List.of(), List.of());

        public Expectations {
            payments = List.copyOf(payments);
            orders = List.copyOf(orders);
            results = List.copyOf(results);
        }
    }

    /**
     * That something was heard of a payment, and when its provider is asked about it unless more comes. A doubt is not
     * affected.
     *
     * @param dueMillis from now; null: the payment is settled
     */
    public record PaymentExpectation(
            PaymentId payment,
            String merchant,
            Instant since,
            @Nullable Long dueMillis) {}

    /**
     * That a payment of an order is expected at an account, or of the order at all no longer.
     *
     * @param account null: nothing is expected any more, at no account
     * @param endsAt when the order expires; null: never
     * @param dueMillis from now
     */
    public record OrderExpectation(
            OrderKey order,
            @Nullable String account,
            Instant since,
            @Nullable Instant endsAt,
            @Nullable Long dueMillis) {}

    /**
     * How a look-up of an order ended this time.
     *
     * @param retryMillis when to ask again, from now; null: never
     */
    public record OrderLookupResult(
            OrderKey order,
            String account,
            int asked,
            int attempts,
            @Nullable Long retryMillis,
            @Nullable String error) {}
}
