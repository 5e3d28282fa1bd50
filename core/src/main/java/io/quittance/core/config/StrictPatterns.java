package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@code $} in the patterns of a schema the meaning that JSON Schema has for it. That of Java also matches before a
 * line break at the end, which would let {@code "/path\n"} through.
 */
final class StrictPatterns {

    private StrictPatterns() {}

    /** A copy of the schema with such patterns. */
    static JsonObject in(JsonObject schema) {
        JsonObject strict = new JsonObject();
        for (String key : schema.fieldNames()) {
            Object value = schema.getValue(key);
            strict.put(key, key.equals("pattern") && value instanceof String text ? strict(text) : rewritten(value));
        }
        return strict;
    }

    private static @Nullable Object rewritten(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return in(object);
        }
        if (value instanceof JsonArray array) {
            JsonArray strict = new JsonArray();
            array.forEach(entry -> strict.add(rewritten(entry)));
            return strict;
        }
        return value;
    }

    private static String strict(String pattern) {
        StringBuilder strict = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            if (character == '\\' && i + 1 < pattern.length()) {
                strict.append(character).append(pattern.charAt(++i));
                continue;
            }
            inClass = character == '[' || (inClass && character != ']');
            strict.append(character == '$' && !inClass ? "\\z" : String.valueOf(character));
        }
        return strict.toString();
    }
}
