package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param name its heading
 * @param value what it says of a row
 */
record Column(String name, Kind kind, Function<JsonObject, String> value) {

    /** How values are treated. */
    enum Kind {
        /** Never cut. */
        WHOLE,
        /** Cut where the screen is narrow. */
        LONG,
        /** Aligned at its end. */
        NUMBER,
        /** Coloured by what it means. */
        STATE
    }

    /** A field that is shown whole. */
    static Column whole(String name, String field) {
        return new Column(name, Kind.WHOLE, row -> Values.text(row, field));
    }

    /** A field that may be long. */
    static Column text(String name, String field) {
        return new Column(name, Kind.LONG, row -> Values.text(row, field));
    }

    /** A field with a count. */
    static Column number(String name, String field) {
        return new Column(name, Kind.NUMBER, row -> Values.text(row, field));
    }

    /** A field with a state. */
    static Column state(String name, String field) {
        return new Column(name, Kind.STATE, row -> Values.text(row, field));
    }

    /** A field with a time. */
    static Column time(String name, String field) {
        return new Column(name, Kind.WHOLE, row -> Values.time(row, field));
    }

    /** What a cell says; never empty. */
    String cell(JsonObject row) {
        String text = Objects.requireNonNull(value.apply(row));
        return text.isEmpty() ? Values.NOTHING : text;
    }
}
