package io.quittance.core.reconcile;

import io.quittance.core.store.About;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Expectation;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.LookupResult;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerSnapshot.LedgerPayment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.TimelineKind;
import io.quittance.core.store.WantedLookup;
import io.quittance.spi.ObservedStatus;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a provider's answer to a look-up: the scope to lock, and the changes once it is read. Pure but for the
 * jitter of retries.
 */
public final class LookupRule {

    private final LookupAnswer<WantedLookup> answer;
    private final Function<String, AccountTerms> terms;
    private final Instant now;
    private final RandomGenerator random;

    /**
     * The rule for one answer.
     *
     * @param terms those of an account, by its id
     */
    public LookupRule(
            LookupAnswer<WantedLookup> answer,
            Function<String, AccountTerms> terms,
            Instant now,
            RandomGenerator random) {
        this.answer = answer;
        this.terms = terms;
        this.now = now;
        this.random = random;
    }

    /** What has to be locked. */
    public LedgerScope scope() {
        Map<PaymentId, Target> payments = new HashMap<>();
        payments.put(asked(), new Target(merchant(), Set.of()));
        answer.observations()
                .forEach(stored ->
                        payments.merge(stored.payment(), FindingsRule.target(merchant(), stored), Target::and));
        return new LedgerScope(List.of(answer.wanted().claim()), Set.of(), payments, Set.of(about()));
    }

    /** What is written; nothing if another node has taken over. */
    public LedgerChanges decide(LedgerSnapshot snapshot) {
        ChangesBuilder changes = new ChangesBuilder(now);
        if (!snapshot.held().contains(answer.wanted().claim())) {
            return changes.build();
        }
        OpenCases open = new OpenCases(snapshot);
        LedgerPayment known = snapshot.payments().get(asked());
        Optional<StoredObservation> suspected = Lag.suspected(
                known == null ? List.of() : known.observations(),
                ofPayment(),
                answer.wanted().unconfirmed());
        if (suspected.isPresent()) {
            open.close(about(), CaseKind.PROVIDER_ERROR, asked(), changes);
            askOnceMore(known, suspected.get().observation().status(), changes);
        } else {
            settle(snapshot, open, changes);
        }
        return changes.build();
    }

    private void askOnceMore(@Nullable LedgerPayment known, ObservedStatus answered, ChangesBuilder changes) {
        String status = Words.of(answered.status()) + " (" + answered.code() + ")";
        tell(known, status + " takes back what was just notified; it counts if it is told once more", changes);
        WantedLookup wanted = answer.wanted();
        changes.lookup(new LookupResult(
                asked(),
                wanted.requestedAt(),
                wanted.inDoubt(),
                wanted.expectation().asked(),
                wanted.attempts(),
                Lag.PAUSE.toMillis(),
                null,
                answered.code()));
    }

    private void settle(LedgerSnapshot snapshot, OpenCases open, ChangesBuilder changes) {
        Fault fault = answer.fault();
        Settlement settlement = new Settlement(snapshot, terms, now, changes);
        settlement.awaiting().asked(asked(), expectation(), fault);
        if (!answer.wanted().inDoubt()) {
            settlement.awaiting().isAskedForWantOfNews();
        }
        settlement.settle(answer.observations(), null, false);
        Optional<Duration> next = settlement.awaiting().next();
        if (fault == null) {
            open.close(about(), CaseKind.PROVIDER_ERROR, asked(), changes);
            conclude(snapshot, changes, next);
        } else {
            if (fault.kind() != Fault.Kind.TEMPORARY) {
                open.open(about(), asked().account(), null, noAnswer(fault), changes);
            }
            new ReadFailure("payment", fault, attempt()).tell(changes, merchant(), null, asked(), null);
            changes.lookup(retry(answer.wanted().inDoubt(), delayAfter(fault, next), fault.message()));
        }
    }

    private void conclude(LedgerSnapshot snapshot, ChangesBuilder changes, Optional<Duration> next) {
        if (answer.observations().isEmpty() && answer.wanted().inDoubt()) {
            tell(snapshot.payments().get(asked()), "the provider does not know the payment", changes);
        }
        // What arrived since the question was asked may contradict the answer. Asked again at once, and with clocks
        // that differ, this could go round and round.
        boolean doubtRemains = changes.withdrawLookup(asked()) && isTold();
        changes.lookup(
                doubtRemains
                        ? retry(true, RetrySchedule.delayAfter(attempt(), random), null)
                        : new LookupResult(
                                asked(),
                                answer.wanted().requestedAt(),
                                false,
                                expectation().asked(),
                                0,
                                next.map(Duration::toMillis).orElse(null),
                                null,
                                null));
    }

    private void tell(@Nullable LedgerPayment known, String answered, ChangesBuilder changes) {
        String reference =
                known == null || known.order() == null ? null : known.order().reference();
        changes.timeline(
                merchant(),
                TimelineKind.LOOKUP_ANSWERED,
                reference,
                asked(),
                null,
                new JsonObject().put("answer", answered));
    }

    /** Whether the provider told the status that was asked for; if it does not, asking again does not help. */
    private boolean isTold() {
        return Preference.latestToldRead(ofPayment()).isPresent();
    }

    private List<StoredObservation> ofPayment() {
        return answer.observations().stream()
                .filter(stored -> stored.payment().equals(asked()))
                .toList();
    }

    private LookupResult retry(boolean inDoubt, Duration delay, @Nullable String error) {
        return new LookupResult(
                asked(),
                answer.wanted().requestedAt(),
                inDoubt,
                answer.wanted().expectation().asked(),
                attempt(),
                delay.toMillis(),
                error,
                error == null ? null : answer.wanted().unconfirmed());
    }

    /** What is only overdue is not urgent: many of those would be asked about while the provider is down. */
    private Duration delayAfter(Fault fault, Optional<Duration> next) {
        boolean passes = fault.kind() == Fault.Kind.TEMPORARY;
        if (answer.wanted().inDoubt()) {
            return passes ? RetrySchedule.delayAfter(attempt(), random) : RetrySchedule.LONGEST;
        }
        return passes ? RetrySchedule.calmDelayAfter(attempt(), random) : RetrySchedule.atLeastLongest(next);
    }

    private int attempt() {
        return answer.wanted().attempts() + 1;
    }

    /** For how long it was waited for, this answer included. */
    private Expectation expectation() {
        Expectation known = answer.wanted().expectation();
        return answer.fault() == null ? new Expectation(known.since(), known.asked() + 1) : known;
    }

    private Discrepancy noAnswer(Fault fault) {
        return new Discrepancy(
                CaseKind.PROVIDER_ERROR,
                asked(),
                "an answer of the provider when it is asked about the payment",
                fault.message(),
                "check the account's settings and the provider's status; it is asked again meanwhile");
    }

    private CaseKey about() {
        return new CaseKey(merchant(), About.lookup(asked()));
    }

    private PaymentId asked() {
        return answer.wanted().payment();
    }

    private String merchant() {
        return answer.wanted().merchant();
    }
}
