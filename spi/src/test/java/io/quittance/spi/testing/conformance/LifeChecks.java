package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.testing.TestingLedger;
import io.quittance.spi.testing.TestingLedger.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Notifications overtake one another. */
final class LifeChecks {

    private LifeChecks() {}

    static List<Check> all() {
        return List.of(new Check(
                "any-order-same-end",
                "Notifications come late, twice and out of order; a late \"pending\" that undoes \"paid\" ships nothing, and"
                        + " a late \"paid\" that undoes \"charged back\" ships twice.",
                "Whatever the order in which a life's notifications are reconciled, and however often, the payment ends the"
                        + " same: no two codes share a rank, and one that may undo another has the higher rank.",
                LifeChecks::anyOrder));
    }

    private static void anyOrder(Bench bench) {
        List<RecordedLife> lives = bench.subject.lives();
        require(
                lives.stream().anyMatch(life -> life.notifications().size() > 1),
                "none of the subject's lives() has more than one notification");
        for (RecordedLife life : lives) {
            Set<Entry> end = end(bench, life, life.notifications());
            require(!end.isEmpty(), "the life \"%s\" comes to no payment", life.name());
            for (List<Recording> order : permutations(life.notifications())) {
                requireSame(life, end, end(bench, life, order), order);
                List<Recording> twice = new ArrayList<>(order);
                twice.addAll(order);
                requireSame(life, end, end(bench, life, twice), twice);
            }
        }
    }

    private static void requireSame(RecordedLife life, Set<Entry> end, Set<Entry> other, List<Recording> order) {
        require(
                end.equals(other),
                "the life \"%s\" ends differently in the order %s: %s instead of %s",
                life.name(),
                order.stream().map(Recording::name).toList(),
                other,
                end);
    }

    private static Set<Entry> end(Bench bench, RecordedLife life, List<Recording> order) {
        TestingLedger ledger = new TestingLedger();
        TestedAccount account = bench.account(life.api());
        for (Recording recording : order) {
            account.observe(account.hear(recording), ledger).forEach(ledger::add);
        }
        return new HashSet<>(ledger.all());
    }

    private static List<List<Recording>> permutations(List<Recording> some) {
        if (some.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Recording>> permutations = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            List<Recording> others = new ArrayList<>(some);
            Recording first = others.remove(i);
            for (List<Recording> rest : permutations(others)) {
                List<Recording> permutation = new ArrayList<>(List.of(first));
                permutation.addAll(rest);
                permutations.add(permutation);
            }
        }
        return permutations;
    }
}
