package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a document that may be wrong in any place; what is of the wrong type counts as absent. */
final class Lenient {

    private Lenient() {}

    static JsonObject object(JsonObject parent, String key) {
        return parent.getValue(key) instanceof JsonObject object ? object : new JsonObject();
    }

    static List<JsonObject> objects(JsonObject parent, String key) {
        JsonArray list = parent.getValue(key) instanceof JsonArray array ? array : new JsonArray();
        return list.stream()
                .map(entry -> entry instanceof JsonObject object ? object : new JsonObject())
                .toList();
    }

    static @Nullable String text(JsonObject parent, String key) {
        return parent.getValue(key) instanceof String text ? text : null;
    }

    static boolean flag(JsonObject parent, String key) {
        return Boolean.TRUE.equals(parent.getValue(key));
    }
}
