package io.quittance.core.reconcile;

import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.LookupRequest;
import io.quittance.core.store.LedgerChanges.PaymentChange;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerSnapshot.LedgerPayment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.TimelineKind;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What follows from payments of a provider's list: the scope to lock, and the changes once it is read. They are settled as
 * the answer to a look-up is. Pure.
 */
public final class BackfillRule {

    private final String merchant;
    private final Map<PaymentId, List<StoredObservation>> listed = new TreeMap<>();
    private final JsonObject told;
    private final Function<String, AccountTerms> terms;
    private final Instant now;

    /**
     * The rule for these payments.
     *
     * @param merchant whose account lists them
     * @param told who asks for which window, for the timeline of what changes
     * @param terms those of an account, by its id
     */
    public BackfillRule(
            String merchant,
            List<StoredObservation> observations,
            JsonObject told,
            Function<String, AccountTerms> terms,
            Instant now) {
        this.merchant = merchant;
        this.told = told;
        this.terms = terms;
        this.now = now;
        observations.forEach(stored -> listed.computeIfAbsent(stored.payment(), id -> new ArrayList<>())
                .add(stored));
    }

    /** What came of it. */
    public record Decided(LedgerChanges changes, Forecast forecast, BackfillCounts counts) {}

    /** What has to be locked. */
    public LedgerScope scope() {
        Map<PaymentId, Target> payments = new TreeMap<>();
        listed.values()
                .forEach(said -> said.forEach(stored ->
                        payments.merge(stored.payment(), FindingsRule.target(merchant, stored), Target::and)));
        return new LedgerScope(List.of(), Set.of(), payments, Set.of());
    }

    /** What is written. */
    public Decided decide(LedgerSnapshot snapshot) {
        ChangesBuilder changes = new ChangesBuilder(now);
        List<StoredObservation> believed = new ArrayList<>();
        listed.forEach((id, said) -> {
            LedgerPayment known =
                    Objects.requireNonNull(snapshot.payments().get(id), "every payment of the scope is read");
            if (Lag.suspected(known.observations(), said, null).isEmpty()) {
                believed.addAll(said);
            } else { // A list may lag behind what was just notified: the provider is asked about this one payment.
                changes.lookup(new LookupRequest(id, known.merchant()));
            }
        });
        new Settlement(snapshot, terms, now, changes).settle(believed, null, false);
        BackfillCounts counts = changes.build().payments().stream()
                .filter(change -> listed.containsKey(change.payment().id()))
                .map(change -> count(snapshot, change, changes))
                .reduce(BackfillCounts.NONE, BackfillCounts::plus);
        LedgerChanges all = changes.build();
        return new Decided(all, Forecast.of(snapshot, all, 0), counts);
    }

    private BackfillCounts count(LedgerSnapshot snapshot, PaymentChange change, ChangesBuilder changes) {
        PaymentId id = change.payment().id();
        LedgerPayment known = Objects.requireNonNull(snapshot.payments().get(id), "every payment of the scope is read");
        boolean isNew = known.observations().isEmpty();
        if (!isNew && !differs(known, change)) {
            return BackfillCounts.ofUnchanged(change.parked());
        }
        changes.timeline(known.merchant(), TimelineKind.PAYMENT_BACKFILLED, change.reference(), id, null, told);
        return isNew ? BackfillCounts.ofNew(change.parked()) : BackfillCounts.ofChanged(change.parked());
    }

    private static boolean differs(LedgerPayment known, PaymentChange change) {
        boolean isLinked = known.order() == null && change.reference() != null;
        return isLinked || !Awaiting.isSame(PaymentRules.fold(known.observations()), change.payment());
    }
}
