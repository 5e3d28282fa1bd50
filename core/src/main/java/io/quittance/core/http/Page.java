package io.quittance.core.http;

import io.quittance.core.store.Cursor;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the page after it; null: there is none
 */
record Page<T>(List<T> items, @Nullable String next) {

    Page {
        items = List.copyOf(items);
    }

    /** A list that has only one page. */
    static <T> Page<T> single(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * A page of at most so many rows.
     *
     * @param rows one more than the limit, if there are that many: what tells that a page follows
     */
    static <T> Page<T> of(List<T> rows, int limit, Function<T, UUID> id) {
        return ofPlaces(rows, limit, row -> new Cursor(id.apply(row)).toString());
    }

    /**
     * A page of at most so many rows, of a list whose places are not told by ids alone.
     *
     * @param rows one more than the limit, if there are that many: what tells that a page follows
     * @param cursor of a row
     */
    static <T> Page<T> ofPlaces(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return single(rows);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor.apply(items.get(limit - 1)));
    }
}
