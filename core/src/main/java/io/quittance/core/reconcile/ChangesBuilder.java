package io.quittance.core.reconcile;

import io.quittance.core.store.CaseFacts;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Ids;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.AdoptedCase;
import io.quittance.core.store.LedgerChanges.CaseDecisions;
import io.quittance.core.store.LedgerChanges.Expectations;
import io.quittance.core.store.LedgerChanges.ItemResult;
import io.quittance.core.store.LedgerChanges.LookupRequest;
import io.quittance.core.store.LedgerChanges.LookupResult;
import io.quittance.core.store.LedgerChanges.NewCase;
import io.quittance.core.store.LedgerChanges.OrderEvent;
import io.quittance.core.store.LedgerChanges.OrderExpectation;
import io.quittance.core.store.LedgerChanges.OrderLookupResult;
import io.quittance.core.store.LedgerChanges.PaymentChange;
import io.quittance.core.store.LedgerChanges.PaymentExpectation;
import io.quittance.core.store.LedgerChanges.ResolvedCase;
import io.quittance.core.store.LedgerChanges.TimelineEntry;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.core.store.OperatorDecision;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.Resolution;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.TimelineKind;
import io.quittance.core.store.WireNames;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what a decision writes. */
final class ChangesBuilder {

    private final Instant now;
    private final List<StoredObservation> observations = new ArrayList<>();
    private final List<PaymentChange> payments = new ArrayList<>();
    private final Map<OrderKey, Order> orders = new LinkedHashMap<>();
    private final List<NewCase> opened = new ArrayList<>();
    private final List<OpenCase> closed = new ArrayList<>();
    private final List<AdoptedCase> adopted = new ArrayList<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final List<OrderEvent> events = new ArrayList<>();
    private final List<ItemResult> items = new ArrayList<>();
    private final Map<PaymentId, LookupRequest> lookupRequests = new LinkedHashMap<>();
    private final List<LookupResult> lookupResults = new ArrayList<>();
    private final List<PaymentExpectation> paymentExpectations = new ArrayList<>();
    private final Map<String, OrderExpectation> orderExpectations = new LinkedHashMap<>();
    private final List<OrderLookupResult> orderResults = new ArrayList<>();
    private final List<StoredObservation> superseded = new ArrayList<>();
    private final List<ResolvedCase> resolved = new ArrayList<>();
    private final List<OperatorDecision> lapsed = new ArrayList<>();
    private final Set<OpenKey> openKeys = new HashSet<>();
    private final @Nullable Resolving resolving;

    ChangesBuilder(Instant now) {
        this(now, null);
    }

    /**
     * For a decision of an operator.
     *
     * @param resolving the case that the operator resolves: when it would close, it is resolved
     */
    ChangesBuilder(Instant now, @Nullable Resolving resolving) {
        this.now = now;
        this.resolving = resolving;
    }

    /** Which case an operator resolves, and how. */
    record Resolving(UUID id, Resolution resolution) {}

    void observation(StoredObservation observation) {
        observations.add(observation);
    }

    void supersede(StoredObservation observation) {
        superseded.add(observation);
    }

    void payment(PaymentChange payment) {
        payments.add(payment);
    }

    /** What is said last about an order holds. */
    void order(Order order) {
        orders.put(new OrderKey(order.merchant(), order.reference()), order);
    }

    void event(OrderEvent event) {
        events.add(event);
    }

    void item(ItemResult item) {
        items.add(item);
    }

    void lookup(LookupRequest request) {
        lookupRequests.put(request.payment(), request);
    }

    /** Takes a wish back; whether there was one. */
    boolean withdrawLookup(PaymentId payment) {
        return lookupRequests.remove(payment) != null;
    }

    void lookup(LookupResult result) {
        lookupResults.add(result);
    }

    void expect(PaymentExpectation expectation) {
        paymentExpectations.add(expectation);
    }

    void expect(OrderExpectation expectation) {
        orderExpectations.put(expectation.order() + " " + expectation.account(), expectation);
    }

    void lookup(OrderLookupResult result) {
        orderResults.add(result);
    }

    void timeline(
            String merchant,
            TimelineKind kind,
            @Nullable String reference,
            @Nullable PaymentId payment,
            @Nullable UUID notification,
            JsonObject detail) {
        timeline.add(new TimelineEntry(
                merchant, Ids.next(), now, kind.wireName(), reference, payment, notification, detail));
    }

    /** Opens a case, unless the same decision opened it already. */
    void open(
            String merchant,
            String about,
            @Nullable String account,
            @Nullable String reference,
            @Nullable UUID notification,
            Discrepancy discrepancy) {
        if (!openKeys.add(new OpenKey(merchant, about, discrepancy.kind()))) {
            return;
        }
        UUID id = Ids.next();
        opened.add(new NewCase(merchant, id, about, account, reference, notification, discrepancy));
        timeline(
                merchant,
                TimelineKind.CASE_OPENED,
                reference,
                discrepancy.payment(),
                notification,
                new JsonObject()
                        .put("id", id.toString())
                        .put("case", discrepancy.kind().wireName())
                        .put("expected", discrepancy.expected())
                        .put("seen", discrepancy.seen())
                        .put("proposal", discrepancy.proposal()));
    }

    /** Whether an operator resolves this case now. */
    boolean resolves(OpenCase open) {
        return resolving != null && resolving.id().equals(open.id());
    }

    /** Whether the case that an operator resolves is over by now. */
    boolean isResolved() {
        return !resolved.isEmpty();
    }

    /** Whether a case of a kind was opened about something. */
    boolean opens(CaseFacts facts) {
        return openKeys.contains(new OpenKey(facts.merchant(), facts.about(), facts.kind()));
    }

    void lapse(OperatorDecision decision) {
        lapsed.add(decision);
    }

    void close(OpenCase open, @Nullable PaymentId payment) {
        if (resolving != null && resolves(open)) {
            resolve(open, payment, resolving.resolution());
            return;
        }
        closed.add(open);
        timeline(
                open.merchant(),
                TimelineKind.CASE_CLOSED,
                open.reference(),
                payment,
                null,
                new JsonObject().put("id", open.id().toString()).put("case", WireNames.of(open.kind())));
    }

    private void resolve(OpenCase open, @Nullable PaymentId payment, Resolution resolution) {
        resolved.add(new ResolvedCase(open, resolution));
        timeline(
                open.merchant(),
                TimelineKind.CASE_RESOLVED,
                open.reference(),
                payment,
                null,
                new JsonObject()
                        .put("id", open.id().toString())
                        .put("case", open.kind().wireName())
                        .put("action", resolution.action().wireName())
                        .put("note", resolution.note())
                        .put("by", resolution.by()));
    }

    void adopt(OpenCase open, String reference) {
        adopted.add(new AdoptedCase(open, reference));
    }

    LedgerChanges build() {
        return new LedgerChanges(
                observations,
                payments,
                List.copyOf(orders.values()),
                opened,
                closed,
                adopted,
                timeline,
                events,
                items,
                List.copyOf(lookupRequests.values()),
                lookupResults,
                new Expectations(paymentExpectations, List.copyOf(orderExpectations.values()), orderResults),
                superseded,
                new CaseDecisions(resolved, lapsed));
    }

    private record OpenKey(String merchant, String about, CaseKind kind) {}
}
