package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A schema as it is applied to a document whose secrets are taken out. Of a secret it wants the placeholder and nothing
 * else, so that a secret in a place where none is looked for is refused and not kept in the open. And {@code $} in a pattern
 * means the end, as JSON Schema says; that of Java also matches before a line break there, which would let
 * {@code "/path\n"} through.
 */
final class AppliedSchema {

    private AppliedSchema() {}

    /** A copy of the schema that means so. */
    static JsonObject of(JsonObject schema) {
        if (SecretExtraction.isSecret(schema)) {
            return new JsonObject().put("const", SecretExtraction.PLACEHOLDER);
        }
        JsonObject applied = new JsonObject();
        for (String key : schema.fieldNames()) {
            Object value = schema.getValue(key);
            applied.put(key, key.equals("pattern") && value instanceof String text ? strict(text) : of(value));
        }
        return applied;
    }

    private static @Nullable Object of(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return of(object);
        }
        if (value instanceof JsonArray array) {
            JsonArray applied = new JsonArray();
            array.forEach(entry -> applied.add(of(entry)));
            return applied;
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
