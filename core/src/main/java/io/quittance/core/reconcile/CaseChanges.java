package io.quittance.core.reconcile;

import io.quittance.core.store.CaseKind;
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
 * How the open cases of something change when its discrepancies are these.
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
     * @param about what a discrepancy is about, as the cases name it
     */
    static CaseChanges between(
            Collection<OpenCase> open, Collection<Discrepancy> discrepancies, Function<Discrepancy, String> about) {
        Set<Topic> known =
                open.stream().map(one -> new Topic(one.about(), one.kind())).collect(Collectors.toSet());
        Set<Topic> holding = discrepancies.stream()
                .map(one -> new Topic(about.apply(one), one.kind()))
                .collect(Collectors.toSet());
        Map<Boolean, List<OpenCase>> byHolding = open.stream()
                .sorted(BY_TOPIC)
                .collect(Collectors.partitioningBy(one -> holding.contains(new Topic(one.about(), one.kind()))));
        return new CaseChanges(
                discrepancies.stream()
                        .filter(one -> !known.contains(new Topic(about.apply(one), one.kind())))
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

    private record Topic(String about, CaseKind kind) {}
}
