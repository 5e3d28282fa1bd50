package io.quittance.core.plan;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value taken apart: each value in it that is no object and no list, as JSON text, by its JSON pointer. */
final class Leaves {

    private final Map<String, String> found = new LinkedHashMap<>();

    private Leaves() {}

    static Map<String, String> of(JsonObject object) {
        Leaves leaves = new Leaves();
        leaves.add("", object);
        return leaves.found;
    }

    private void add(String pointer, @Nullable Object value) {
        if (value instanceof JsonObject object) {
            object.forEach(entry -> add(pointer + "/" + escaped(entry.getKey()), entry.getValue()));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                add(pointer + "/" + i, array.getValue(i));
            }
        } else {
            found.put(pointer, Json.encode(value));
        }
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
