package io.quittance.core.reconcile;

import static java.util.Objects.requireNonNull;

import io.quittance.core.reconcile.OrderDesk.Registration;
import io.quittance.core.store.CaseFacts;
import io.quittance.core.store.Claim;
import io.quittance.core.store.Expectation;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.LookupResult;
import io.quittance.core.store.LedgerChanges.NewCase;
import io.quittance.core.store.LedgerChanges.OrderEvent;
import io.quittance.core.store.LedgerChanges.TimelineEntry;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerSnapshot.LedgerPayment;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.OrderRegistration;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WantedLookup;
import io.quittance.spi.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger of one order in memory: the rules decide as they do in the store, at thousands of orders a second. */
final class MemoryLedger {

    static final OrderKey ORDER = new OrderKey("shop", PaymentLife.ORDER);

    private final AccountTerms terms;
    private final Random random;
    private final Map<PaymentId, Known> payments = new LinkedHashMap<>();
    private final Map<UUID, OpenCase> open = new LinkedHashMap<>();
    private final Map<PaymentId, WantedLookup> wanted = new LinkedHashMap<>();
    private final List<OrderEvent> events = new ArrayList<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private @Nullable Order order;

    /**
     * An empty ledger.
     *
     * @param random shuffles what the store does not hand out in an order either
     */
    MemoryLedger(AccountTerms terms, Random random) {
        this.terms = terms;
        this.random = random;
    }

    /** Decides what was observed. */
    void observe(Instant now, StoredObservation... observations) {
        List.of(observations).forEach(this::expect);
        ChangesBuilder changes = new ChangesBuilder(now);
        new Settlement(snapshot(), account -> terms, now, changes).settle(List.of(observations), null, false);
        apply(changes.build(), null);
    }

    Registration register(Instant now, Money amount, @Nullable Instant expiresAt) {
        order = order == null ? shell() : order;
        OrderRequest request = new OrderRequest(ORDER.merchant(), ORDER.reference(), amount, expiresAt, null, null);
        Decision<Registration> decision = merchant().register(snapshot(), ORDER, request, now);
        apply(decision.changes(), decision.registration());
        return requireNonNull(decision.result());
    }

    void cancel(Instant now) {
        apply(merchant().cancel(snapshot(), ORDER, now).changes(), null);
    }

    /** That time has passed. */
    void expire(Instant now) {
        apply(Expiry.decide(snapshot(), account -> terms, now), null);
    }

    /** What the provider is to be asked about a payment. */
    Optional<WantedLookup> wanted(PaymentId payment) {
        return Optional.ofNullable(wanted.get(payment));
    }

    /** Decides an answer; when it is to be asked again because the answer left a doubt, in milliseconds. */
    Optional<Long> answer(Instant now, WantedLookup question, StoredObservation... told) {
        List.of(told).forEach(this::expect);
        LookupAnswer<WantedLookup> answer = new LookupAnswer<>(question, List.of(told), null);
        LedgerChanges changes =
                new LookupRule(answer, account -> terms, now, random).decide(snapshot(question.claim()));
        wanted.remove(question.payment(), question);
        apply(changes, null);
        return changes.lookupResults().stream()
                .filter(result -> result.retryMillis() != null)
                .filter(result -> result.inDoubt() || result.unconfirmed() != null)
                .peek(result -> wanted.putIfAbsent(result.payment(), again(question, result)))
                .map(LookupResult::retryMillis)
                .findFirst();
    }

    Order order() {
        return requireNonNull(order);
    }

    Optional<Payment> payment(PaymentId id) {
        return Optional.ofNullable(payments.get(id))
                .filter(known -> !known.observations.isEmpty())
                .map(known -> PaymentRules.fold(List.copyOf(known.observations.values())));
    }

    List<OrderEvent> events() {
        return events;
    }

    List<TimelineEntry> timeline() {
        return timeline;
    }

    /** What users see in the end, whatever the way to it: the state, the open cases and what is known of each payment. */
    String end() {
        Set<String> cases = new TreeSet<>();
        open.values().forEach(one -> cases.add(one.kind() + " of " + one.about() + " for " + one.reference()));
        Map<PaymentId, String> facts = new TreeMap<>();
        payments.keySet().forEach(id -> payment(id).ifPresent(payment -> facts.put(id, facts(payment))));
        return order().state() + " " + order().expected() + " " + cases + " " + facts;
    }

    static String facts(Payment payment) {
        return payment.status().code() + " " + payment.amount() + " captured " + payment.captured() + " refunded "
                + payment.refunded() + " " + payment.refunds();
    }

    private MerchantRule merchant() {
        return new MerchantRule(account -> terms, request -> List.of());
    }

    private void expect(StoredObservation observation) {
        payments.computeIfAbsent(observation.payment(), id -> new Known());
        if (observation.observation().order().reference() != null && order == null) {
            order = shell();
        }
    }

    private static Order shell() {
        return new Order(ORDER.merchant(), ORDER.reference(), null, null, null, OrderState.INITIAL, 0);
    }

    private LedgerSnapshot snapshot(Claim... held) {
        Map<PaymentId, LedgerPayment> known = new LinkedHashMap<>();
        shuffled(payments.keySet()).forEach(id -> known.put(id, known(id)));
        Map<OrderKey, Order> orders = order == null ? Map.of() : Map.of(ORDER, order);
        return new LedgerSnapshot(Set.of(held), orders, known, shuffled(open.values()), List.of());
    }

    private LedgerPayment known(PaymentId id) {
        Known known = requireNonNull(payments.get(id));
        return new LedgerPayment(
                id, ORDER.merchant(), known.linked ? ORDER : null, shuffled(known.observations.values()));
    }

    private <T> List<T> shuffled(Collection<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private void apply(LedgerChanges changes, @Nullable OrderRegistration registration) {
        changes.observations()
                .forEach(one ->
                        requireNonNull(payments.get(one.payment())).observations.put(one.id(), one));
        changes.payments()
                .forEach(change ->
                        requireNonNull(payments.get(change.payment().id())).linked |= change.reference() != null);
        changes.orders().forEach(changed -> order = changed);
        changes.closed().forEach(closed -> open.remove(closed.id()));
        changes.adopted()
                .forEach(adopted ->
                        open.computeIfPresent(adopted.open().id(), (id, one) -> of(one, adopted.reference())));
        changes.opened().forEach(opened -> open.put(opened.id(), open(opened)));
        timeline.addAll(changes.timeline());
        events.addAll(changes.events());
        changes.lookupRequests().forEach(request -> wanted.put(request.payment(), want(request.payment())));
        if (registration != null) {
            order = order().expecting(registration.amount(), registration.expiresAt());
        }
    }

    /** A question about a payment, as if it were time to ask. */
    WantedLookup want(PaymentId payment) {
        Claim claim = new Claim(payment.account(), payment.key().id(), random.nextLong());
        WantedLookup question = new WantedLookup(
                claim, payment, ORDER.merchant(), true, Observed.START, 0, new Expectation(Observed.START, 0), null);
        wanted.put(payment, question);
        return question;
    }

    private static WantedLookup again(WantedLookup question, LookupResult result) {
        return new WantedLookup(
                new Claim(
                        question.claim().account(),
                        question.claim().subject(),
                        question.claim().token() + 1),
                question.payment(),
                question.merchant(),
                result.inDoubt(),
                question.requestedAt(),
                result.attempts(),
                question.expectation(),
                result.unconfirmed());
    }

    private static OpenCase open(NewCase opened) {
        return new OpenCase(
                opened.id(),
                CaseFacts.of(opened.merchant(), opened.about(), opened.discrepancy()),
                opened.reference(),
                Observed.START);
    }

    private static OpenCase of(OpenCase open, String reference) {
        return new OpenCase(open.id(), open.facts(), reference, open.openedAt());
    }

    private static final class Known {
        private final Map<UUID, StoredObservation> observations = new LinkedHashMap<>();
        private boolean linked;
    }
}
