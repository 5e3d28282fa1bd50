package io.quittance.core.config;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * A JSON document and what its text tells beyond the values.
 *
 * @param order the place of each value in the text, by JSON pointer, counted from 0
 * @param duplicates keys that are given more than once; the tree holds the first value of each
 */
record JsonTree(JsonObject root, Map<String, Integer> order, List<Duplicate> duplicates) {

    JsonTree {
        order = Map.copyOf(order);
        duplicates = List.copyOf(duplicates);
    }

    /** A key that is already given, with its own place in the text. */
    record Duplicate(String pointer, int place, int firstLine) {}

    /** The document of a file that is not there. */
    static JsonTree empty() {
        return new JsonTree(new JsonObject(), Map.of("", 0), List.of());
    }
}
