package io.quittance.core.cli;

import static java.util.stream.Collectors.joining;

import io.quittance.core.replay.Difference;
import io.quittance.core.replay.ProviderComparison.Total;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What two versions of a plugin do not agree on, for people: so many differences, and how many there are. */
final class DifferenceTable {

    private static final String ROW = "%-13s %s%n    old: %s%n    new: %s%n";

    private final PrintWriter out;
    private final int most;
    private int rows;

    DifferenceTable(PrintWriter out, int most) {
        this.out = out;
        this.most = most;
    }

    /** One difference. */
    void row(Difference difference) {
        if (rows++ < most) {
            out.printf(
                    ROW,
                    name(difference.about()),
                    difference.which(),
                    orNothing(difference.before()),
                    orNothing(difference.after()));
            out.flush();
        }
    }

    /** All in all. */
    void end(Total total, Set<String> accounts) {
        if (rows > most) {
            out.println("and " + (rows - most) + " more");
        }
        String differences = total.differences().isEmpty()
                ? "nothing differs"
                : total.differences().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> name(entry.getKey()) + " " + entry.getValue())
                                .collect(joining(", "))
                        + " differ";
        out.println("compared " + total.notifications() + " notifications of " + String.join(", ", accounts) + ": "
                + differences
                + (total.unanswered() == 0 ? "" : "; about " + total.unanswered() + " nothing could be found out"));
    }

    private static String name(Difference.About about) {
        return about.name().toLowerCase(Locale.ROOT);
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
