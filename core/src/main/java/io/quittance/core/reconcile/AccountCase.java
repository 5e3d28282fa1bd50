package io.quittance.core.reconcile;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens and closes a case about an account. Pure.
 *
 * @param about what exactly it is about
 */
public record AccountCase(String merchant, String account, String about, CaseKind kind) {

    /** What has to be read. */
    public LedgerScope scope() {
        return new LedgerScope(List.of(), Set.of(), Map.of(), Set.of(new CaseKey(merchant, about)));
    }

    /**
     * What is written.
     *
     * @param discrepancy what does not fit; empty if all is well
     */
    public LedgerChanges decide(LedgerSnapshot snapshot, Optional<Discrepancy> discrepancy, Instant now) {
        ChangesBuilder changes = new ChangesBuilder(now);
        OpenCases open = new OpenCases(snapshot);
        CaseKey key = new CaseKey(merchant, about);
        if (discrepancy.isPresent()) {
            open.open(key, account, null, discrepancy.get(), changes);
        } else {
            open.close(key, kind, null, changes);
        }
        return changes.build();
    }
}
