package io.quittance.core.reconcile;

import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * How the open cases of something change when its discrepancies are these.
 *
 * @param opened what there is no open case for yet
 * @param closed what no longer holds
 */
record CaseChanges(List<Discrepancy> opened, List<OpenCase> closed) {

    /**
     * Compares.
     *
     * @param open the open cases that these discrepancies decide about
     * @param discrepancies all that holds now
     * @param about what a discrepancy is about, as the cases name it
     */
    static CaseChanges between(
            Collection<OpenCase> open, Collection<Discrepancy> discrepancies, Function<Discrepancy, String> about) {
        List<Discrepancy> opened = discrepancies.stream()
                .filter(discrepancy -> open.stream()
                        .noneMatch(known -> known.kind() == discrepancy.kind()
                                && known.about().equals(about.apply(discrepancy))))
                .toList();
        List<OpenCase> closed = open.stream()
                .filter(known -> discrepancies.stream()
                        .noneMatch(discrepancy -> known.kind() == discrepancy.kind()
                                && known.about().equals(about.apply(discrepancy))))
                .toList();
        return new CaseChanges(opened, closed);
    }
}
