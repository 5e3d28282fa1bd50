package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what the management API tells of one thing, for people or for machines. */
final class Document {

    private final PrintWriter out;
    private final Screen screen;
    private final boolean json;

    Document(CommandSpec spec, JsonOption json) {
        this.out = spec.commandLine().getOut();
        this.screen = Screen.of(spec);
        this.json = json.isWanted();
    }

    /** How it is told to people. */
    interface Telling {

        void tell(JsonObject found, PrintWriter out, Screen screen);
    }

    void print(JsonObject found, Telling telling) {
        if (json) {
            out.println(found.encodePrettily());
        } else {
            telling.tell(found, out, screen);
        }
        out.flush();
    }

    /** A table with a heading; nothing if it has no rows. */
    static void section(PrintWriter out, Screen screen, String heading, List<JsonObject> rows, List<Column> columns) {
        if (!rows.isEmpty()) {
            heading(out, screen, heading);
            new Table(out, screen, columns).print(rows);
        }
    }

    static void heading(PrintWriter out, Screen screen, String heading) {
        out.println();
        out.println(Tone.HEADING.of(heading, screen));
    }
}
