package io.quittance.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the problems of one file and puts them into the order of the file. */
final class Problems {

    private final Map<String, Integer> order;
    private final Set<Problem> known = new HashSet<>();
    private final Set<String> touched = new HashSet<>();
    private final List<Placed> found = new ArrayList<>();

    private record Placed(Problem problem, int place) {}

    Problems(JsonTree tree) {
        order = tree.order();
        for (JsonTree.Duplicate duplicate : tree.duplicates()) {
            String message = "duplicate key; it is given first on line " + duplicate.firstLine();
            found.add(new Placed(new Problem(duplicate.pointer(), message), duplicate.place()));
            touch(duplicate.pointer());
        }
    }

    void add(String pointer, String message) {
        Problem problem = new Problem(pointer, message);
        if (known.add(problem)) {
            found.add(new Placed(problem, place(pointer)));
            touch(pointer);
        }
    }

    /** Whether there is a problem at this pointer or below it, so that further checks of the value would only confuse. */
    boolean isTouched(String pointer) {
        return touched.contains(pointer);
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

    private void touch(String pointer) {
        for (String ancestor = pointer; touched.add(ancestor); ) {
            ancestor = Pointers.parent(ancestor);
        }
    }

    private int place(String pointer) {
        String placed = pointer;
        while (!order.containsKey(placed) && !placed.isEmpty()) {
            placed = Pointers.parent(placed);
        }
        return order.getOrDefault(placed, 0);
    }
}
