package io.quittance.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Collects the problems of one file and puts them into the order of the file. */
final class Problems {

    private final Map<String, Integer> order;
    private final List<Placed> found = new ArrayList<>();

    private record Placed(Problem problem, int place) {}

    Problems(JsonTree tree) {
        order = tree.order();
        for (JsonTree.Duplicate duplicate : tree.duplicates()) {
            String message = "duplicate key; it is given first on line " + duplicate.firstLine();
            found.add(new Placed(new Problem(duplicate.pointer(), message), duplicate.place()));
        }
    }

    void add(String pointer, String message) {
        Problem problem = new Problem(pointer, message);
        if (found.stream().noneMatch(placed -> placed.problem().equals(problem))) {
            found.add(new Placed(problem, place(pointer)));
        }
    }

    /** Whether there is a problem at this pointer or below it, so that further checks of the value would only confuse. */
    boolean touch(String pointer) {
        return found.stream().anyMatch(placed -> Pointers.isAtOrBelow(placed.problem().pointer(), pointer));
    }

    /** Throws what was collected, if anything was. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found.stream()
                    .sorted(Comparator.comparingInt(Placed::place))
                    .map(Placed::problem)
                    .toList());
        }
    }

    private int place(String pointer) {
        String known = pointer;
        while (!order.containsKey(known) && !known.isEmpty()) {
            known = Pointers.parent(known);
        }
        return order.getOrDefault(known, 0);
    }
}
