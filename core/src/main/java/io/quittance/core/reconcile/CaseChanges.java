package io.quittance.core.reconcile;

import io.quittance.core.store.CaseFacts;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the open cases of something change when its discrepancies are these. A case stands for its facts: when they change, it
 * closes and another one opens.
 *
 * @param opened what there is no open case for yet
 * @param closed what no longer holds
 * @param kept what was open before and still holds
 */
record CaseChanges(List<Discrepancy> opened, List<OpenCase> closed, List<OpenCase> kept) {

    // Nobody hands out open cases in an order, and each of them may become a numbered event.
    private static final Comparator<OpenCase> BY_TOPIC =
            Comparator.comparing(OpenCase::about).thenComparing(OpenCase::kind).thenComparing(OpenCase::id);

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
        Map<Boolean, List<OpenCase>> byHolding =
                open.stream().sorted(BY_TOPIC).collect(Collectors.partitioningBy(one -> holding.contains(one.facts())));
        return new CaseChanges(
                discrepancies.stream()
                        .filter(one -> !known.contains(facts.apply(one)))
                        .toList(),
                byHolding.getOrDefault(false, List.of()),
                byHolding.getOrDefault(true, List.of()));
    }

    /** The same, with more that stays open because nothing is decided about it now. */
    CaseChanges keeping(Collection<OpenCase> undecided) {
        List<OpenCase> all = Stream.concat(kept.stream(), undecided.stream())
                .sorted(BY_TOPIC)
                .toList();
        return new CaseChanges(opened, closed, all);
    }
}
