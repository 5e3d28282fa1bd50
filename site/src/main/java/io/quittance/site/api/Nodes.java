package io.quittance.site.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The nodes of an OpenAPI document, with what they refer to in their place. */
final class Nodes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private final JsonNode root;

    private Nodes(JsonNode root) {
        this.root = root;
    }

    static Nodes parse(String text) {
        try {
            return new Nodes(JSON.readTree(text));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("the OpenAPI document is no JSON", wrong);
        }
    }

    JsonNode root() {
        return root;
    }

    /** A node, or what it refers to. */
    JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        String reference = node.get("$ref").asText();
        JsonNode target = reference.startsWith("#") ? root.at(reference.substring(1)) : root.path("");
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("the OpenAPI document refers to " + reference + ", which is not in it");
        }
        return target;
    }

    /** The last word of what a node refers to. */
    static String referredName(JsonNode node) {
        String reference = node.get("$ref").asText();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** So that nothing of the document is left out without notice. */
    static void requireKnown(JsonNode node, String what, Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        "the OpenAPI document has " + key + " in " + what + ", which the reference does not show");
            }
        });
    }

    static @Nullable String example(JsonNode node) {
        if (!node.has("example")) {
            return null;
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(INDENTER)
                .withArrayIndenter(INDENTER);
        try {
            return JSON.writer(printer).writeValueAsString(node.get("example"));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
