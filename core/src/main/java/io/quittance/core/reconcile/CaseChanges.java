package io.quittance.core.reconcile;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the open cases of something change when its discrepancies are these.
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
     * @param about what a discrepancy is about, as the cases name it
     */
    static CaseChanges between(
            Collection<OpenCase> open, Collection<Discrepancy> discrepancies, Function<Discrepancy, String> about) {
        Set<Topic> known =
                open.stream().map(one -> new Topic(one.about(), one.kind())).collect(Collectors.toSet());
        Set<Topic> holding = discrepancies.stream()
                .map(one -> new Topic(about.apply(one), one.kind()))
                .collect(Collectors.toSet());
        return new CaseChanges(
                discrepancies.stream()
                        .filter(one -> !known.contains(new Topic(about.apply(one), one.kind())))
                        .toList(),
                open.stream()
                        .filter(one -> !holding.contains(new Topic(one.about(), one.kind())))
                        .toList(),
                open.stream()
                        .filter(one -> one.reference() == null)
                        .filter(one -> holding.contains(new Topic(one.about(), one.kind())))
                        .toList());
    }

    private record Topic(String about, CaseKind kind) {}
}
