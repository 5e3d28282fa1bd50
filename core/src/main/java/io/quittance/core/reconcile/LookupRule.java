package io.quittance.core.reconcile;

import io.quittance.core.store.About;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.LookupResult;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerSnapshot.LedgerPayment;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.vertx.core.json.JsonObject;
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

    private final LookupAnswer answer;
    private final Function<String, AccountTerms> terms;
    private final Instant now;
    private final RandomGenerator random;

    /**
     * The rule for one answer.
     *
     * @param terms those of an account, by its id
     */
    public LookupRule(LookupAnswer answer, Function<String, AccountTerms> terms, Instant now, RandomGenerator random) {
        this.answer = answer;
        this.terms = terms;
        this.now = now;
        this.random = random;
    }

    /** What has to be locked. */
    public LedgerScope scope() {
        Map<PaymentId, Target> payments = new HashMap<>();
        if (answer.fault() == null) {
            payments.put(asked(), new Target(merchant(), Set.of()));
        }
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
        Fault fault = answer.fault();
        Optional<OpenCase> open = new OpenCases(snapshot.openCases()).find(about(), CaseKind.PROVIDER_ERROR);
        if (fault == null) {
            settle(snapshot, changes);
            open.ifPresent(known -> changes.close(known, asked()));
            return changes.build();
        }
        boolean passes = fault.kind() == Fault.Kind.TEMPORARY;
        if (!passes && open.isEmpty()) {
            changes.open(merchant(), about().about(), asked().account(), null, null, noAnswer(fault));
        }
        changes.lookup(retry(passes ? delay() : RetrySchedule.LONGEST.toMillis(), fault.message()));
        return changes.build();
    }

    private void settle(LedgerSnapshot snapshot, ChangesBuilder changes) {
        new Settlement(snapshot, terms, now, changes).settle(answer.observations(), null, false);
        if (answer.observations().isEmpty()) {
            tellUnknown(snapshot.payments().get(asked()), changes);
        }
        // What arrived since the question was asked may contradict the answer. Asked again at once, and with clocks
        // that
        // differ, this could go round and round.
        boolean doubtRemains = changes.withdrawLookup(asked()) && isTold();
        changes.lookup(
                doubtRemains
                        ? retry(delay(), null)
                        : new LookupResult(asked(), answer.wanted().requestedAt(), 0, null, null));
    }

    private void tellUnknown(@Nullable LedgerPayment known, ChangesBuilder changes) {
        String reference =
                known == null || known.order() == null ? null : known.order().reference();
        changes.timeline(
                merchant(),
                "lookup_answered",
                reference,
                asked(),
                null,
                new JsonObject().put("answer", "the provider does not know the payment"));
    }

    /** Whether the provider told the status that was asked for; if it does not, asking again does not help. */
    private boolean isTold() {
        List<StoredObservation> ofPayment = answer.observations().stream()
                .filter(stored -> stored.payment().equals(asked()))
                .toList();
        return Preference.latestToldRead(ofPayment).isPresent();
    }

    private LookupResult retry(long millis, @Nullable String error) {
        return new LookupResult(
                asked(), answer.wanted().requestedAt(), answer.wanted().attempts() + 1, millis, error);
    }

    private long delay() {
        return RetrySchedule.delayAfter(answer.wanted().attempts() + 1, random).toMillis();
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
