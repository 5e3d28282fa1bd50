package io.quittance.core.reconcile;

import static java.util.stream.Collectors.groupingBy;

import io.quittance.core.store.CaseFacts;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.core.store.OperatorDecision;
import io.quittance.core.store.PaymentId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The open cases of a snapshot, and what operators decided, found by what they are about: a batch of decisions may bring
 * thousands.
 */
final class OpenCases {

    private final Map<CaseKey, List<OpenCase>> byKey;
    private final List<OperatorDecision> decisions;
    private final OperatorDecisions decided;

    OpenCases(LedgerSnapshot snapshot) {
        this.byKey = snapshot.openCases().stream()
                .collect(groupingBy(known -> new CaseKey(known.merchant(), known.about())));
        this.decisions = snapshot.decisions();
        this.decided = OperatorDecisions.of(decisions);
    }

    OperatorDecisions decided() {
        return decided;
    }

    List<OpenCase> about(CaseKey key) {
        return byKey.getOrDefault(key, List.of());
    }

    private Optional<OpenCase> find(CaseKey key, CaseKind kind) {
        return about(key).stream().filter(known -> known.kind() == kind).findFirst();
    }

    /**
     * Opens a case of something that lasts, such as a provider that does not answer. One that is open stays as it is, and what
     * an operator decided about stays over, as long as it lasts.
     */
    void open(
            CaseKey key, String account, @Nullable UUID notification, Discrepancy discrepancy, ChangesBuilder changes) {
        boolean isKnown = find(key, discrepancy.kind()).isPresent()
                || decided.settle(CaseFacts.of(key.merchant(), key.about(), discrepancy));
        if (!isKnown) {
            changes.open(key.merchant(), key.about(), account, null, notification, discrepancy);
        }
    }

    /** Closes what has ended. If it was dismissed and begins again, it is news. */
    void close(CaseKey key, CaseKind kind, @Nullable PaymentId payment, ChangesBuilder changes) {
        find(key, kind).ifPresent(open -> changes.close(open, payment));
        decisions.stream()
                .filter(decision -> decision.facts().kind() == kind)
                .filter(decision -> decision.facts().merchant().equals(key.merchant()))
                .filter(decision -> decision.facts().about().equals(key.about()))
                .forEach(changes::lapse);
    }
}
