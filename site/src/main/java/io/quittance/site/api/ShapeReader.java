package io.quittance.site.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.site.api.Shape.Property;
import io.quittance.site.api.Type.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a schema says of a value. */
final class ShapeReader {
    private static final Map<String, String> RULES = Map.of(
            "minLength", "at least %s long",
            "maxLength", "at most %s long",
            "minimum", "at least %s",
            "maximum", "at most %s",
            "minItems", "at least %s items",
            "maxItems", "at most %s items",
            "pattern", "matches %s",
            "default", "if missing: %s",
            "const", "always %s",
            "example", "for example %s");
    private static final List<String> ALTERNATIVES = List.of("oneOf", "anyOf");
    private static final Set<String> OTHERS = Set.of(
            "type",
            "format",
            "enum",
            "description",
            "properties",
            "required",
            "items",
            "additionalProperties",
            "oneOf",
            "anyOf",
            "$ref");

    private ShapeReader() {}

    /**
     * The shape of a schema.
     *
     * @param where the schema, for whoever wrote it
     */
    static Shape read(JsonNode schema, String where) {
        Nodes.requireKnown(schema, where, known());
        List<Property> properties = new ArrayList<>();
        addProperties(schema, "", where, properties);
        return shape(schema, properties);
    }

    private static Set<String> known() {
        return Stream.concat(RULES.keySet().stream(), OTHERS.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Shape shape(JsonNode schema, List<Property> properties) {
        return new Shape(
                type(schema), schema.path("description").asText(""), rules(schema), allowed(schema), properties);
    }

    private static void addProperties(JsonNode schema, String prefix, String where, List<Property> properties) {
        List<String> required = Nodes.texts(schema.path("required"));
        schema.path("properties").fields().forEachRemaining(field -> {
            JsonNode property = field.getValue();
            String name = prefix + field.getKey();
            String place = where + " of " + name;
            Nodes.requireKnown(property, place, known());
            properties.add(new Property(name, required.contains(field.getKey()), shape(property, List.of())));
            addProperties(property, name + ".", where, properties);
        });
        if (schema.has("items")) {
            Nodes.requireKnown(schema.get("items"), where, known());
            String array = prefix.isEmpty() ? "[]." : prefix.substring(0, prefix.length() - 1) + "[].";
            addProperties(schema.get("items"), array, where, properties);
        }
    }

    private static Type type(JsonNode schema) {
        if (schema.has("$ref")) {
            return Type.schema(Nodes.referredName(schema));
        }
        for (String alternative : ALTERNATIVES) {
            if (schema.has(alternative)) {
                return alternatives(schema.get(alternative));
            }
        }
        if (!schema.has("type")) {
            return Type.of(schema.has("enum") ? "one of the values" : "any");
        }
        List<String> names = schema.get("type").isArray()
                ? Nodes.texts(schema.get("type"))
                : List.of(schema.get("type").asText());
        String text = names.get(0)
                + (schema.has("format") ? " (" + schema.get("format").asText() + ")" : "");
        List<Word> words = new ArrayList<>(List.of(new Word(text, false)));
        if (schema.has("items")) {
            words.add(new Word("of", false));
            words.addAll(type(schema.get("items")).words());
        }
        names.stream().skip(1).forEach(name -> words.add(new Word("or " + name, false)));
        return new Type(List.copyOf(words));
    }

    private static Type alternatives(JsonNode schemas) {
        List<Word> words = new ArrayList<>();
        for (JsonNode schema : schemas) {
            if (!words.isEmpty()) {
                words.add(new Word("or", false));
            }
            words.addAll(type(schema).words());
        }
        return new Type(List.copyOf(words));
    }

    private static List<String> allowed(JsonNode schema) {
        List<String> values = new ArrayList<>(Nodes.texts(schema.path("enum")));
        ALTERNATIVES.forEach(alternative ->
                schema.path(alternative).forEach(choice -> values.addAll(Nodes.texts(choice.path("enum")))));
        if (schema.has("items")) {
            values.addAll(Nodes.texts(schema.get("items").path("enum")));
        }
        return List.copyOf(values);
    }

    private static List<String> rules(JsonNode schema) {
        List<String> rules = new ArrayList<>();
        schema.fields().forEachRemaining(field -> {
            String rule = RULES.get(field.getKey());
            if (rule != null) {
                rules.add(String.format(rule, field.getValue().asText()));
            }
        });
        JsonNode others = schema.path("additionalProperties");
        if (others.isBoolean() && !others.asBoolean()) {
            rules.add("no other properties");
        } else if (others.isObject()) {
            rules.add("any other property: " + type(others));
        }
        return List.copyOf(rules);
    }
}
