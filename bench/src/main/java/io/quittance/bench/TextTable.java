package io.quittance.bench;

import java.util.ArrayList;
import java.util.List;

/** A table of text, which Markdown takes as it is. */
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... head) {
        rows.add(List.of(head));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** Its lines, the columns below each other. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row, " "));
            if (lines.size() == 1) {
                lines.add(line(row.stream().map(cell -> "").toList(), "-"));
            }
        }
        return lines;
    }

    private String line(List<String> row, String filler) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(filler)
                    .append(cell)
                    .append(filler.repeat(width(column) - cell.length() + 1))
                    .append('|');
        }
        return line.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
