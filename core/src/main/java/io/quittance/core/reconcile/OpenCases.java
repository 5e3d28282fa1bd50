package io.quittance.core.reconcile;

import static java.util.stream.Collectors.groupingBy;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The open cases of a snapshot, found by what they are about: a batch of decisions may bring thousands. */
final class OpenCases {

    private final Map<CaseKey, List<OpenCase>> byKey;

    OpenCases(Collection<OpenCase> open) {
        this.byKey = open.stream().collect(groupingBy(known -> new CaseKey(known.merchant(), known.about())));
    }

    List<OpenCase> about(CaseKey key) {
        return byKey.getOrDefault(key, List.of());
    }

    Optional<OpenCase> find(CaseKey key, CaseKind kind) {
        return about(key).stream().filter(known -> known.kind() == kind).findFirst();
    }
}
