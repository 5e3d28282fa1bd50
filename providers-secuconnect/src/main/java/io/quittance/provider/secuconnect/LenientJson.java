package io.quittance.provider.secuconnect;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the API answers: numbers may come as strings, and what is missing may be null or absent. */
final class LenientJson {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    private LenientJson() {}

    /** A whole number; empty if there is none, or something that is no whole number. */
    static OptionalLong integer(JsonObject json, String field) {
        Object value = json.getValue(field);
        boolean whole = value instanceof Integer || value instanceof Long || value instanceof String;
        String digits = String.valueOf(value);
        return whole && INTEGER.matcher(digits).matches()
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    /** A text or a whole number as text; null if there is none, or it is blank. */
    static @Nullable String text(JsonObject json, String field) {
        Object value = json.getValue(field);
        boolean readable = value instanceof String || value instanceof Integer || value instanceof Long;
        return readable && !value.toString().isBlank() ? value.toString() : null;
    }

    /** A moment with its offset; null if there is none that can be read. */
    static @Nullable Instant instant(JsonObject json, String field) {
        try {
            return json.getValue(field) instanceof String text
                    ? OffsetDateTime.parse(text).toInstant()
                    : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** An object, empty if there is none. */
    static JsonObject object(JsonObject json, String field) {
        return json.getValue(field) instanceof JsonObject object ? object : new JsonObject();
    }

    /** The objects in an array; none if there is no array. */
    static List<JsonObject> objects(JsonObject json, String field) {
        if (json.getValue(field) instanceof JsonArray array) {
            return array.stream()
                    .filter(JsonObject.class::isInstance)
                    .map(JsonObject.class::cast)
                    .toList();
        }
        return List.of();
    }
}
