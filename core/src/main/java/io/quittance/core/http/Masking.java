package io.quittance.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quittance.core.telemetry.CardNumbers;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Replaces the values of sensitive fields, at any depth and in any case of letters, and card numbers wherever they are. */
final class Masking {

    private static final String MASK = "***";

    /** The signature of a notification URL: who has it may post. */
    private static final String URL_SIGNATURE = "sig";

    private final Set<String> names;

    /** Replaces the values of the fields of these names. */
    Masking(Set<String> names) {
        this.names = names.stream().map(Masking::normal).collect(Collectors.toUnmodifiableSet());
    }

    /** A copy with what is sensitive replaced. */
    JsonNode json(JsonNode value) {
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(field ->
                            copy.set(CardNumbers.masked(field.getKey()), field(field.getKey(), field.getValue())));
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> copy.add(json(element)));
            return copy;
        }
        return value.isTextual() || value.isIntegralNumber() ? text(value) : value;
    }

    private static JsonNode text(JsonNode value) {
        String text = value.asText();
        String masked = CardNumbers.masked(text);
        return masked.equals(text) ? value : TextNode.valueOf(masked);
    }

    private JsonNode field(String name, JsonNode value) {
        return names.contains(normal(name)) ? TextNode.valueOf(MASK) : json(value);
    }

    /** A query string with what is sensitive replaced. */
    String query(String query) {
        return CardNumbers.masked(
                Stream.of(query.split("&")).map(this::parameter).collect(Collectors.joining("&")));
    }

    private String parameter(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return parameter;
        }
        String name = normal(parameter.substring(0, equals));
        boolean sensitive = names.contains(name) || name.equals(URL_SIGNATURE);
        return sensitive ? parameter.substring(0, equals + 1) + MASK : parameter;
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
