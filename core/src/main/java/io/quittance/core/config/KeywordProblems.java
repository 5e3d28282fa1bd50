package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the keyword of a schema that failed into the words of a problem. Strings of the document are never quoted. */
final class KeywordProblems {

    private final JsonObject document;
    private final String prefix;
    private final Problems problems;

    KeywordProblems(JsonObject document, String prefix, Problems problems) {
        this.document = document;
        this.prefix = prefix;
        this.problems = problems;
    }

    /**
     * Adds what is wrong.
     *
     * @param schema the one that has the keyword
     * @param name whether the schema describes the key itself and not its value
     * @return whether that is a fault: the failure may only repeat another
     */
    boolean add(String pointer, String keyword, JsonObject schema, boolean name) {
        Object value = Pointers.find(document, pointer);
        Map<String, String> faults = name
                ? Map.of(pointer, "unknown key; must be " + SchemaWords.allowed(schema))
                : switch (keyword) {
                    case "required" -> missing(pointer, schema, value);
                    case "additionalProperties", "unevaluatedProperties" -> unknown(pointer, keyword, schema);
                    case "dependentRequired" -> dependent(pointer, schema, value);
                    case "not" -> Map.of(pointer, negated(schema));
                    case "anyOf", "oneOf" -> Map.of(pointer, "must be " + alternatives(schema, keyword));
                    default -> Map.of(pointer, "must be " + SchemaWords.allowed(schema) + instead(schema, value));
                };
        faults.forEach((place, message) -> problems.add(prefix + place, message));
        return !faults.isEmpty();
    }

    /** Adds that a key is not allowed, whatever its value is. */
    void addForbidden(String pointer) {
        problems.add(prefix + pointer, "is not allowed here");
    }

    private static Map<String, String> missing(String pointer, JsonObject schema, @Nullable Object value) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (value instanceof JsonObject object) {
            strings(schema.getValue("required")).stream()
                    .filter(key -> !object.containsKey(key) && !isMistyped(key, object, schema))
                    .forEach(key -> faults.put(Pointers.child(pointer, key), "is missing"));
        }
        return faults;
    }

    /** A mistyped key is one fault; the problem about the unknown key already names the right one. */
    private static boolean isMistyped(String key, JsonObject object, JsonObject schema) {
        return object.fieldNames().stream()
                .filter(given -> !properties(schema).contains(given))
                .anyMatch(given -> NearName.of(given, properties(schema))
                        .filter(key::equals)
                        .isPresent());
    }

    private static Map<String, String> unknown(String pointer, String keyword, JsonObject schema) {
        String key = Pointers.last(pointer);
        Set<String> known = properties(schema);
        return known.contains(key) || !Boolean.FALSE.equals(schema.getValue(keyword))
                ? Map.of()
                : Map.of(pointer, "unknown key; allowed: " + NearName.list(known) + NearName.hint(key, known));
    }

    private static Map<String, String> dependent(String pointer, JsonObject schema, @Nullable Object value) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (value instanceof JsonObject object && schema.getValue("dependentRequired") instanceof JsonObject needs) {
            for (String key : needs.fieldNames()) {
                List<String> absent = strings(needs.getValue(key)).stream()
                        .filter(other -> !object.containsKey(other))
                        .toList();
                if (object.containsKey(key) && !absent.isEmpty()) {
                    faults.put(Pointers.child(pointer, key), "is only allowed next to " + String.join(", ", absent));
                }
            }
        }
        return faults;
    }

    private static String negated(JsonObject schema) {
        return schema.getValue("not") instanceof JsonObject refused
                        && refused.getValue("description") instanceof String words
                ? "must be " + words
                : "is not allowed here";
    }

    private static String alternatives(JsonObject schema, String keyword) {
        String own = SchemaWords.allowed(schema);
        if (!own.equals("a value") || !(schema.getValue(keyword) instanceof JsonArray branches)) {
            return own;
        }
        List<String> words = branches.stream()
                .filter(JsonObject.class::isInstance)
                .map(branch -> SchemaWords.allowed((JsonObject) branch))
                .distinct()
                .toList();
        return String.join(", or ", words);
    }

    private static String instead(JsonObject schema, @Nullable Object value) {
        return value instanceof String text && schema.containsKey("enum")
                ? NearName.hint(text, strings(schema.getValue("enum")))
                : SchemaWords.instead(schema, value);
    }

    private static Set<String> properties(JsonObject schema) {
        return schema.getValue("properties") instanceof JsonObject properties ? properties.fieldNames() : Set.of();
    }

    private static List<String> strings(@Nullable Object list) {
        Collection<?> values = list instanceof JsonArray array ? array.getList() : List.of();
        return values.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }
}
