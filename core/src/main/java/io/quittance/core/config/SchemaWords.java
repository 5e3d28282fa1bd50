package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words what a schema allows. A schema may give its own words in {@code x-quittance-allowed}. */
final class SchemaWords {

    private static final String OWN_WORDS = "x-quittance-allowed";

    private static final Map<String, String> TYPES = Map.of(
            "object", "an object",
            "array", "a list",
            "string", "a string",
            "integer", "an integer",
            "number", "a number",
            "boolean", "true or false",
            "null", "null");

    private SchemaWords() {}

    /** To be read after "must be". */
    static String allowed(JsonObject schema) {
        if (schema.getValue(OWN_WORDS) instanceof String words) {
            return words;
        }
        if (schema.getValue("enum") instanceof JsonArray values) {
            return values.stream().map(SchemaWords::literal).collect(Collectors.joining(", ", "one of ", ""));
        }
        if (schema.containsKey("const")) {
            return literal(schema.getValue("const"));
        }
        return types(schema.getValue("type")) + range(schema) + length(schema) + form(schema);
    }

    /** What to add about a value that is not allowed: a number out of range, or the kind where another is wanted. */
    static String instead(JsonObject schema, @Nullable Object value) {
        List<String> types = typeNames(schema.getValue("type"));
        boolean numbers = types.contains("number") || types.contains("integer");
        if (value instanceof Number && numbers) {
            return ", not " + value;
        }
        return types.isEmpty() || types.contains(type(value)) ? "" : ", not " + kind(value);
    }

    private static String kind(@Nullable Object value) {
        return value instanceof Boolean ? value.toString() : TYPES.getOrDefault(type(value), "a value");
    }

    private static String type(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof JsonObject) {
            return "object";
        }
        if (value instanceof JsonArray) {
            return "array";
        }
        return value instanceof String ? "string" : value instanceof Boolean ? "boolean" : "number";
    }

    private static String literal(@Nullable Object value) {
        return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
    }

    private static List<String> typeNames(@Nullable Object type) {
        if (type instanceof JsonArray several) {
            return several.stream().map(String::valueOf).toList();
        }
        return type instanceof String one ? List.of(one) : List.of();
    }

    private static String types(@Nullable Object type) {
        List<String> names = typeNames(type);
        return names.isEmpty()
                ? "a value"
                : names.stream().map(name -> TYPES.getOrDefault(name, name)).collect(Collectors.joining(" or "));
    }

    private static String range(JsonObject schema) {
        return between(schema.getValue("minimum"), schema.getValue("maximum"))
                + with(" above ", schema.getValue("exclusiveMinimum"), "")
                + with(" below ", schema.getValue("exclusiveMaximum"), "")
                + with(" in steps of ", schema.getValue("multipleOf"), "");
    }

    private static String between(@Nullable Object least, @Nullable Object most) {
        return least != null && most != null
                ? " from " + least + " to " + most
                : with(" of at least ", least, "") + with(" of at most ", most, "");
    }

    private static String length(JsonObject schema) {
        return counted(schema.getValue("minLength"), schema.getValue("maxLength"), " characters")
                + counted(schema.getValue("minItems"), schema.getValue("maxItems"), " entries")
                + counted(schema.getValue("minProperties"), schema.getValue("maxProperties"), " keys")
                + (Boolean.TRUE.equals(schema.getValue("uniqueItems")) ? " without repeats" : "");
    }

    private static String counted(@Nullable Object least, @Nullable Object most, String unit) {
        return least != null && most != null
                ? " with " + least + " to " + most + unit
                : with(" with ", least, " or more" + unit) + with(" with at most ", most, unit);
    }

    private static String form(JsonObject schema) {
        return with(" that matches ", schema.getValue("pattern"), "")
                + with(" of the format ", schema.getValue("format"), "");
    }

    private static String with(String before, @Nullable Object value, String after) {
        return value == null ? "" : before + value + after;
    }
}
