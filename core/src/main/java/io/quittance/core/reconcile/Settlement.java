package io.quittance.core.reconcile;

import io.quittance.core.reconcile.Awaiting.Facts;
import io.quittance.core.store.About;
import io.quittance.core.store.CaseFacts;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerChanges.LookupRequest;
import io.quittance.core.store.LedgerChanges.PaymentChange;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerSnapshot.LedgerPayment;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.Replayed;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.TimelineKind;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules to what is on record and to what was found out since: pure, from a snapshot to changes.
 *
 * <p>Folds each payment, links it to its order if it is not linked yet, and decides each order with all of its payments.
 */
final class Settlement {

    private final LedgerSnapshot snapshot;
    private final Function<String, AccountTerms> terms;
    private final Instant now;
    private final ChangesBuilder changes;
    private final OpenCases openCases;
    private final Map<PaymentId, List<StoredObservation>> fresh = new TreeMap<>();
    private final Awaiting awaiting;
    private final Set<UUID> repeated = new HashSet<>();
    private final Map<PaymentId, String> retold = new TreeMap<>();
    private Supersession supersession = new Supersession(List.of());
    private final Map<PaymentId, OrderSearch> searches = new HashMap<>();

    Settlement(LedgerSnapshot snapshot, Function<String, AccountTerms> terms, Instant now, ChangesBuilder changes) {
        this.snapshot = snapshot;
        this.terms = terms;
        this.now = now;
        this.changes = changes;
        this.openCases = new OpenCases(snapshot);
        this.awaiting = new Awaiting(now, changes);
    }

    /** What should still come of these payments. */
    Awaiting awaiting() {
        return awaiting;
    }

    /** What this notification says came again, which may be news. */
    void repeated(UUID notification) {
        repeated.add(notification);
    }

    /** What these tell is told anew, so that what they told before no longer holds. */
    void replayed(Collection<Replayed> replayed) {
        supersession = new Supersession(replayed);
    }

    /** How far the search for a payment's order is, once it is settled. */
    OrderSearch search(PaymentId payment) {
        return searches.getOrDefault(payment, OrderSearch.GOING_ON);
    }

    /**
     * Applies the rules to everything in the snapshot.
     *
     * @param observations what was found out since
     * @param cause why, in words, if it is not because of observations
     * @param registering whether the merchant registers the orders just now
     */
    void settle(Collection<StoredObservation> observations, @Nullable String cause, boolean registering) {
        observations.forEach(observation -> fresh.computeIfAbsent(observation.payment(), id -> new ArrayList<>())
                .add(observation));
        Map<OrderKey, List<Payment>> byOrder = new TreeMap<>();
        snapshot.orders().keySet().forEach(order -> byOrder.put(order, new ArrayList<>()));
        new TreeMap<>(snapshot.payments()).values().forEach(known -> settle(known, byOrder));
        byOrder.forEach((key, payments) -> settleOrder(key, payments, cause, registering));
    }

    private void settle(LedgerPayment known, Map<OrderKey, List<Payment>> byOrder) {
        List<StoredObservation> said = fresh.getOrDefault(known.id(), List.of());
        List<StoredObservation> superseded = supersession.of(known.observations(), said);
        List<StoredObservation> holding = known.observations().stream()
                .filter(observation -> !superseded.contains(observation))
                .toList();
        List<StoredObservation> news = Repetition.news(holding, said);
        List<StoredObservation> all = Repetition.join(holding, news);
        replace(known, superseded, said);
        if (all.isEmpty()) {
            if (!superseded.isEmpty()) {
                settleUntold(known);
            }
            return;
        }
        Payment payment = PaymentRules.fold(all);
        OrderKey order = known.order() == null ? match(known, payment) : known.order();
        searches.put(known.id(), OrderSearch.of(payment, order, now));
        news.forEach(changes::observation);
        Payment before = known.observations().isEmpty() ? null : PaymentRules.fold(known.observations());
        tell(known, order, Repetition.worthTelling(holding, news), new ObservationEntry(all, before, payment));
        boolean canLookUp = terms.apply(known.id().account()).canLookUp();
        awaiting.payment(known, payment, order, new Facts(news, canLookUp));
        if (!said.isEmpty() && canLookUp) {
            Doubt.about(all, payment, repeatedOf(said)).ifPresent(why -> askAbout(known, order, why));
        }
        if (order != null && known.order() == null) {
            tellLink(known, order);
        }
        if (order == null) {
            settleWithoutOrder(known, payment);
        } else {
            byOrder.computeIfAbsent(order, key -> new ArrayList<>()).add(payment);
        }
    }

    private void replace(LedgerPayment known, List<StoredObservation> superseded, List<StoredObservation> said) {
        supersession.tell(known.id(), known.merchant(), known.order(), superseded, said, changes);
        superseded.forEach(changes::supersede);
        if (!superseded.isEmpty()) {
            retold.put(known.id(), supersession.by(superseded));
        }
    }

    /**
     * Of a payment that a replay leaves without any observation nothing is known: it counts for nothing, and stays where it
     * is linked. The provider is asked, where it can be.
     */
    private void settleUntold(LedgerPayment known) {
        OrderKey order = known.order();
        boolean parked = order == null || !isRegistered(order);
        String reference = order == null ? null : order.reference();
        changes.payment(new PaymentChange(Payment.untold(known.id(), now), reference, false, parked));
        if (terms.apply(known.id().account()).canLookUp()) {
            askAbout(known, order, "a replay leaves nothing that was told about the payment");
        }
        if (order == null) {
            openAbout(known.merchant(), About.payment(known.id())).forEach(open -> changes.close(open, known.id()));
        }
    }

    private boolean isRegistered(OrderKey key) {
        Order order = snapshot.orders().get(key);
        return order != null && order.isRegistered();
    }

    private List<StoredObservation> repeatedOf(List<StoredObservation> said) {
        return said.stream()
                .filter(Preference::isCarried)
                .filter(observation -> repeated.contains(observation.notification()))
                .toList();
    }

    private void askAbout(LedgerPayment known, @Nullable OrderKey order, String why) {
        changes.lookup(new LookupRequest(known.id(), known.merchant()));
        changes.timeline(
                known.merchant(),
                TimelineKind.LOOKUP_REQUESTED,
                order == null ? null : order.reference(),
                known.id(),
                null,
                new JsonObject().put("reason", why));
    }

    private static @Nullable OrderKey match(LedgerPayment known, Payment payment) {
        String reference = payment.orderMatch().reference();
        return reference == null ? null : new OrderKey(known.merchant(), reference);
    }

    private void tellLink(LedgerPayment known, OrderKey order) {
        JsonObject detail = new JsonObject().put("order", order.reference());
        changes.timeline(known.merchant(), TimelineKind.PAYMENT_LINKED, order.reference(), known.id(), null, detail);
    }

    private void settleWithoutOrder(LedgerPayment known, Payment payment) {
        changes.payment(new PaymentChange(payment, null, false, true));
        String about = About.payment(known.id());
        List<Discrepancy> discrepancies = Stream.concat(
                        PaymentRules.discrepancies(
                                payment,
                                search(known.id()),
                                terms.apply(known.id().account()))
                                .stream(),
                        awaiting.missing(known.merchant(), Stream.of(about)))
                .toList();
        CaseChanges cases = between(
                openAbout(known.merchant(), about), discrepancies, d -> CaseFacts.of(known.merchant(), about, d));
        cases.opened()
                .forEach(discrepancy ->
                        changes.open(known.merchant(), about, known.id().account(), null, null, discrepancy));
        cases.closed().forEach(closed -> changes.close(closed, known.id()));
    }

    private void settleOrder(OrderKey key, List<Payment> payments, @Nullable String cause, boolean registering) {
        Order order = snapshot.orders().get(key);
        if (order == null) {
            throw new IllegalStateException("An order of the scope is not locked");
        }
        OrderDecision decision = OrderRules.decide(order, payments, openCases.decided(), terms, now);
        awaiting.order(key, order, payments);
        payments.forEach(payment -> changes.payment(new PaymentChange(
                payment, key.reference(), decision.counting().contains(payment.id()), !order.isRegistered())));
        Map<String, PaymentId> abouts = new HashMap<>();
        payments.forEach(payment -> abouts.put(About.payment(payment.id()), payment.id()));
        retoldOf(key).forEach(id -> abouts.put(About.payment(id), id));
        List<String> all = Stream.concat(Stream.of(About.order(key.reference())), abouts.keySet().stream())
                .toList();
        Map<Boolean, List<OpenCase>> open = all.stream()
                .flatMap(about -> openCases.about(new CaseKey(key.merchant(), about)).stream())
                .collect(Collectors.partitioningBy(awaiting::decides));
        List<Discrepancy> discrepancies = Stream.concat(
                        decision.discrepancies().stream(), awaiting.missing(key.merchant(), all.stream()))
                .toList();
        CaseChanges cases = between(
                        open.getOrDefault(true, List.of()),
                        discrepancies,
                        d -> CaseFacts.of(key.merchant(), about(key, d), d))
                .keeping(open.getOrDefault(false, List.of()));
        new OrderStep(order, decision.state(), decision.rule(), cases, reason(key, payments, cause), registering)
                .write(changes, abouts, now);
    }

    private static String about(OrderKey order, Discrepancy discrepancy) {
        PaymentId payment = discrepancy.payment();
        return payment == null ? About.order(order.reference()) : About.payment(payment);
    }

    /** The open cases that are decided about now. */
    private List<OpenCase> openAbout(String merchant, String about) {
        return openCases.about(new CaseKey(merchant, about)).stream()
                .filter(open -> awaiting.decides(open) || changes.resolves(open))
                .toList();
    }

    /** Without what operators decided about. */
    private CaseChanges between(
            List<OpenCase> open, List<Discrepancy> discrepancies, Function<Discrepancy, CaseFacts> facts) {
        List<Discrepancy> unsettled = discrepancies.stream()
                .filter(one -> !openCases.decided().settle(facts.apply(one)))
                .toList();
        return CaseChanges.between(open, unsettled, facts);
    }

    private void tell(
            LedgerPayment known, @Nullable OrderKey order, List<StoredObservation> told, ObservationEntry entry) {
        told.forEach(stored -> changes.timeline(
                known.merchant(),
                TimelineKind.PAYMENT_OBSERVED,
                order == null ? null : order.reference(),
                known.id(),
                stored.notification(),
                entry.detail(stored)));
    }

    private List<PaymentId> retoldOf(OrderKey key) {
        if (retold.isEmpty()) {
            return List.of();
        }
        return snapshot.payments().values().stream()
                .filter(known -> key.equals(known.order()) && retold.containsKey(known.id()))
                .map(LedgerPayment::id)
                .sorted()
                .toList();
    }

    private String reason(OrderKey key, List<Payment> payments, @Nullable String cause) {
        if (cause != null) {
            return cause;
        }
        String facts = payments.stream()
                .filter(payment -> fresh.containsKey(payment.id()) || retold.containsKey(payment.id()))
                .map(payment -> "payment " + payment.id().key().id() + " at "
                        + payment.id().account() + " is "
                        + Words.of(payment.status().status()) + " ("
                        + payment.status().code() + ")")
                .reduce((one, other) -> one + "; " + other)
                .orElse("decided again");
        String by = retoldOf(key).stream().map(retold::get).distinct().collect(Collectors.joining(", "));
        return by.isEmpty() ? facts : facts + "; replayed by " + by;
    }
}
