package io.quittance.core.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What is told of one thing: names and values, the values below each other. */
final class Facts {

    private record Fact(String name, String value) {}

    private final List<Fact> facts = new ArrayList<>();

    /** With a fact; what there is nothing to tell of is left out. */
    Facts with(String name, String value) {
        if (!value.equals(Values.NOTHING)) {
            facts.add(new Fact(name, value));
        }
        return this;
    }

    /** Prints them. */
    void print(PrintWriter out) {
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        facts.forEach(
                fact -> out.println(fact.name() + " ".repeat(width - fact.name().length() + 2) + fact.value()));
    }
}
