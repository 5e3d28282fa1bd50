package io.quittance.core.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, with what it was asked for.
 *
 * @param filter what was asked for, by the name of the field
 * @param choices what may be chosen, by the name of the field
 * @param older where the part after it is; null: there is none
 */
public record ListPage<T>(
        List<T> rows,
        Map<String, String> filter,
        Map<String, List<String>> choices,
        @Nullable String older) {

    public ListPage {
        rows = List.copyOf(rows);
        filter = Map.copyOf(filter);
        choices = Map.copyOf(choices);
    }

    /** What was asked for in a field; empty: nothing. */
    public String asked(String field) {
        return filter.getOrDefault(field, "");
    }

    /** What may be chosen in a field. */
    public List<String> choices(String field) {
        return choices.getOrDefault(field, List.of());
    }
}
