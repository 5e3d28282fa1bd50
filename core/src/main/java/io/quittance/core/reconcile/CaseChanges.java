package io.quittance.core.reconcile;

import io.quittance.core.store.CaseFacts;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the open cases of something change when its discrepancies are these. A case stands for its facts: when they change, it
 * closes and another one opens.
 *
 * @param opened what there is no open case for yet
 * @param closed what no longer holds
 * @param adopted what still holds, and was open before anybody knew its order
 */
record CaseChanges(List<Discrepancy> opened, List<OpenCase> closed, List<OpenCase> adopted) {

    /**
     * Compares.
     *
     * @param open the open cases that these discrepancies decide about
     * @param discrepancies all that holds now
     * @param facts those of a discrepancy
     */
    static CaseChanges between(
            Collection<OpenCase> open, Collection<Discrepancy> discrepancies, Function<Discrepancy, CaseFacts> facts) {
        Set<CaseFacts> known = open.stream().map(OpenCase::facts).collect(Collectors.toSet());
        Set<CaseFacts> holding = discrepancies.stream().map(facts).collect(Collectors.toSet());
        return new CaseChanges(
                discrepancies.stream()
                        .filter(one -> !known.contains(facts.apply(one)))
                        .toList(),
                open.stream().filter(one -> !holding.contains(one.facts())).toList(),
                open.stream()
                        .filter(one -> one.reference() == null)
                        .filter(one -> holding.contains(one.facts()))
                        .toList());
    }
}
