package io.quittance.core.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.quittance.core.config.JsonTree.Duplicate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document strictly, and goes on after a duplicate key so that it can name them all. What it says about a
 * text it cannot read never quotes the text, because that may be a secret.
 */
final class StrictTreeReader {

    static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final JsonParser parser;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Duplicate> duplicates = new ArrayList<>();
    private int place;

    private StrictTreeReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a text that holds one JSON object.
     *
     * @throws ConfigurationException if it does not
     */
    static JsonTree read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new StrictTreeReader(parser).document();
        } catch (JsonEOFException e) {
            throw refused("is not valid JSON: it ends too early" + at(e));
        } catch (JsonProcessingException e) {
            throw refused("is not valid JSON" + at(e));
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory is always readable", e);
        }
    }

    private JsonTree document() throws IOException {
        try {
            return strictDocument();
        } catch (StreamConstraintsException e) {
            boolean deep = parser.getParsingContext().getNestingDepth() >= MAX_DEPTH;
            throw refused((deep
                            ? "is nested deeper than " + MAX_DEPTH + " levels"
                            : "holds a number or a key that is too long")
                    + at(parser.currentLocation()));
        }
    }

    private JsonTree strictDocument() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw refused("is empty; it must hold a JSON object");
        }
        Object root = value("");
        if (parser.nextToken() != null) {
            throw refused("is not valid JSON: something follows its end" + at(parser.currentTokenLocation()));
        }
        if (!(root instanceof JsonObject object)) {
            throw refused("must be a JSON object");
        }
        return new JsonTree(object, order, duplicates);
    }

    private @Nullable Object value(String pointer) throws IOException {
        order.putIfAbsent(pointer, place++);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("Not the start of a value: " + parser.currentToken());
        };
    }

    private JsonObject object(String pointer) throws IOException {
        JsonObject object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String child = Pointers.child(pointer, key);
            int line = parser.currentTokenLocation().getLineNr();
            boolean duplicate = object.containsKey(key);
            if (duplicate) {
                duplicates.add(new Duplicate(child, place, lines.getOrDefault(child, line)));
            }
            lines.putIfAbsent(child, line);
            parser.nextToken();
            Object value = value(child);
            if (!duplicate) {
                object.put(key, value);
            }
        }
        return object;
    }

    private JsonArray array(String pointer) throws IOException {
        JsonArray array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(Pointers.child(pointer, array.size())));
        }
        return array;
    }

    private static ConfigurationException refused(String message) {
        return new ConfigurationException(List.of(new Problem("", message)));
    }

    private static String at(JsonProcessingException failure) {
        return at(failure.getLocation());
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
