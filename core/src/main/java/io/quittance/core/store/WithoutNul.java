package io.quittance.core.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text and jsonb cannot hold NUL, and one such row would fail a whole batch: it is left out. */
final class WithoutNul {

    private WithoutNul() {}

    static @Nullable String text(@Nullable String value) {
        return value == null || value.indexOf('\0') < 0 ? value : value.replace("\0", "");
    }

    static JsonObject json(JsonObject value) {
        return has(value) ? copied(value) : value;
    }

    private static boolean has(@Nullable Object value) {
        if (value instanceof String string) {
            return string.indexOf('\0') >= 0;
        }
        if (value instanceof JsonObject object) {
            return object.stream().anyMatch(entry -> has(entry.getKey()) || has(entry.getValue()));
        }
        return value instanceof JsonArray array && array.stream().anyMatch(WithoutNul::has);
    }

    private static JsonObject copied(JsonObject value) {
        JsonObject clean = new JsonObject();
        value.forEach(entry -> clean.put(String.valueOf(text(entry.getKey())), value(entry.getValue())));
        return clean;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof String string) {
            return text(string);
        }
        if (value instanceof JsonObject object) {
            return copied(object);
        }
        if (value instanceof JsonArray array) {
            JsonArray clean = new JsonArray();
            array.forEach(element -> clean.add(value(element)));
            return clean;
        }
        return value;
    }
}
