package io.quittance.core.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into the parameters of a set-based statement, one array for each column, in the order in which
 * {@code unnest} takes them.
 */
final class Columns<R> {

    private final List<R> rows;
    private final Tuple parameters = Tuple.tuple();

    private Columns(Collection<R> rows) {
        this.rows = new ArrayList<>(rows);
    }

    static <R> Columns<R> of(Collection<R> rows) {
        return new Columns<>(rows);
    }

    Columns<R> text(Function<R, @Nullable String> column) {
        return add(String[]::new, row -> WithoutNul.text(column.apply(row)));
    }

    Columns<R> uuid(Function<R, @Nullable UUID> column) {
        return add(UUID[]::new, column);
    }

    Columns<R> bytes(Function<R, Buffer> column) {
        return add(Buffer[]::new, column);
    }

    Columns<R> time(Function<R, @Nullable Instant> column) {
        return add(OffsetDateTime[]::new, row -> Times.utc(column.apply(row)));
    }

    Columns<R> bigint(Function<R, @Nullable Long> column) {
        return add(Long[]::new, column);
    }

    Columns<R> integer(Function<R, @Nullable Integer> column) {
        return add(Integer[]::new, column);
    }

    Columns<R> smallint(Function<R, Short> column) {
        return add(Short[]::new, column);
    }

    Columns<R> flag(Function<R, Boolean> column) {
        return add(Boolean[]::new, column);
    }

    Columns<R> json(Function<R, JsonObject> column) {
        return add(JsonObject[]::new, row -> WithoutNul.json(column.apply(row)));
    }

    Columns<R> array(Function<R, JsonArray> column) {
        return add(JsonArray[]::new, column);
    }

    /** One value for all rows. */
    Columns<R> constant(Object value) {
        parameters.addValue(value);
        return this;
    }

    Tuple tuple() {
        return parameters;
    }

    /** These columns, then those of other rows. */
    Tuple and(Columns<?> others) {
        for (int column = 0; column < others.parameters.size(); column++) {
            parameters.addValue(others.parameters.getValue(column));
        }
        return parameters;
    }

    private <V> Columns<R> add(IntFunction<@Nullable V[]> array, Function<R, ? extends @Nullable V> column) {
        @Nullable V[] values = array.apply(rows.size());
        for (int row = 0; row < values.length; row++) {
            values[row] = column.apply(rows.get(row));
        }
        parameters.addValue(values);
        return this;
    }
}
