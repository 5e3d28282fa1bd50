package io.quittance.core.cli;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a list of the management API, page by page, for people or for machines. */
final class Listing {

    private static final int LARGEST_PAGE = 200;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Screen screen;
    private final boolean json;

    Listing(CommandSpec spec, JsonOption json) {
        this.out = spec.commandLine().getOut();
        this.err = spec.commandLine().getErr();
        this.screen = Screen.of(spec);
        this.json = json.isWanted();
    }

    /** A list of one page, which has no cursor. */
    void single(RunningGateway gateway, Query query, List<Column> columns) throws InterruptedException {
        List<JsonObject> items = Documents.items(gateway.read(query.toString()), "items");
        try (Rows rows = rows(columns)) {
            rows.print(items);
            rows.end(null);
        }
    }

    /**
     * At most so many rows of a list.
     *
     * @param cursor the parameter that takes the place to go on at
     */
    void print(RunningGateway gateway, Query query, String cursor, List<Column> columns, int most)
            throws InterruptedException {
        try (Rows rows = rows(columns)) {
            int left = most;
            String next;
            boolean isEnd;
            do {
                JsonObject page = gateway.read(
                        query.with("limit", Math.min(left, LARGEST_PAGE)).toString());
                List<JsonObject> items = Documents.items(page, "items");
                rows.print(items);
                left -= items.size();
                next = page.getString("next");
                query.with(cursor, next);
                isEnd = next == null || items.isEmpty();
            } while (!isEnd && left > 0 && !out.checkError());
            rows.end(next);
            if (!isEnd) {
                more();
            }
        }
    }

    private void more() {
        if (!json) {
            err.println("there may be more: --all prints all, --limit N more of them");
            err.flush();
        }
    }

    private Rows rows(List<Column> columns) {
        return json ? new JsonRows(out) : new TableRows(out, new Table(out, screen, columns));
    }

    /** Where rows go. */
    private interface Rows extends AutoCloseable {

        void print(List<JsonObject> items);

        void end(@Nullable String next);

        @Override
        void close();
    }

    private record TableRows(PrintWriter out, Table table) implements Rows {

        @Override
        public void print(List<JsonObject> items) {
            table.print(items);
        }

        @Override
        public void end(@Nullable String next) {
            if (table.isEmpty()) {
                out.println("none");
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }

    /** One document, however many rows: an item a line. */
    private static final class JsonRows implements Rows {

        private final PrintWriter out;
        private String before = "{\"items\":[";

        JsonRows(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void print(List<JsonObject> items) {
            items.forEach(item -> {
                out.print(before + System.lineSeparator() + item.encode());
                before = ",";
            });
        }

        @Override
        public void end(@Nullable String next) {
            out.println((before.equals(",") ? "" : before) + "],\"next\":" + Json.encode(next) + "}");
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
