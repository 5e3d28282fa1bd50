package io.quittance.core.cli;

import io.quittance.core.cli.Column.Kind;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings. On a terminal they fit its width, otherwise nothing is cut. The first rows decide how wide columns are.
 */
final class Table {

    private static final String GAP = "  ";
    private static final String CUT = "…";
    private static final int NARROWEST = 6;

    private final PrintWriter out;
    private final Screen screen;
    private final List<Column> columns;
    private final List<Integer> widths = new ArrayList<>();

    Table(PrintWriter out, Screen screen, List<Column> columns) {
        this.out = out;
        this.screen = screen;
        this.columns = new ArrayList<>(columns);
    }

    /** More rows. */
    void print(List<JsonObject> rows) {
        if (rows.isEmpty()) {
            return;
        }
        if (isEmpty()) {
            measure(rows);
            heading();
        }
        rows.forEach(this::row);
    }

    /** Whether there was no row. */
    boolean isEmpty() {
        return widths.isEmpty();
    }

    private void measure(List<JsonObject> rows) {
        for (Column column : columns) {
            widths.add(rows.stream()
                    .mapToInt(row -> column.cell(row).length())
                    .reduce(column.name().length(), Math::max));
        }
        while (isTooWide() && shrinkWidest()) {
            // A character after the other, so that long columns become equally narrow.
        }
        while (isTooWide() && leaveOutLast()) {
            // What can be seen with another command.
        }
    }

    private boolean isTooWide() {
        return widths.stream().mapToInt(width -> width + GAP.length()).sum() - GAP.length() > screen.width();
    }

    private boolean shrinkWidest() {
        int widest = -1;
        for (int i = 0; i < widths.size(); i++) {
            boolean isWider = widest < 0 || widths.get(i) > widths.get(widest);
            if (columns.get(i).kind() == Kind.LONG && widths.get(i) > NARROWEST && isWider) {
                widest = i;
            }
        }
        if (widest >= 0) {
            widths.set(widest, widths.get(widest) - 1);
        }
        return widest >= 0;
    }

    private boolean leaveOutLast() {
        for (int i = columns.size() - 1; i >= 0; i--) {
            if (columns.get(i).kind() == Kind.LONG) {
                columns.remove(i);
                widths.remove(i);
                return true;
            }
        }
        return false;
    }

    private void heading() {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(aligned(i, columns.get(i).name()));
        }
        out.println(Tone.HEADING.of(line(cells), screen));
    }

    private void row(JsonObject row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String text = column.cell(row);
            String cell = aligned(i, text);
            cells.add(column.kind() == Kind.STATE ? Tone.ofState(text).of(cell, screen) : cell);
        }
        out.println(line(cells));
    }

    private static String line(List<String> cells) {
        return String.join(GAP, cells).stripTrailing();
    }

    private String aligned(int column, String text) {
        int width = widths.get(column);
        if (text.length() > width && screen.isTerminal() && columns.get(column).kind() == Kind.LONG) {
            return text.substring(0, width - 1) + CUT;
        }
        String blanks = " ".repeat(Math.max(0, width - text.length()));
        return columns.get(column).kind() == Kind.NUMBER ? blanks + text : text + blanks;
    }
}
