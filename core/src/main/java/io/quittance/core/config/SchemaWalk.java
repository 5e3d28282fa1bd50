package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Visits each value of a document together with each schema that describes it, parents first. */
final class SchemaWalk {

    /** Takes part in a walk; may change an object before its properties are visited. */
    interface Visitor {
        void visit(JsonObject schema, String pointer, @Nullable Object value);
    }

    private static final List<String> BRANCHES = List.of("if", "then", "else");
    private static final List<String> BRANCH_LISTS = List.of("allOf", "anyOf", "oneOf");

    private final JsonObject root;
    private final boolean intoBranches;
    private final Visitor visitor;
    private final Set<String> followed = new HashSet<>();

    private SchemaWalk(JsonObject root, boolean intoBranches, Visitor visitor) {
        this.root = root;
        this.intoBranches = intoBranches;
        this.visitor = visitor;
    }

    /** Visits by the schemas that always hold. */
    static void certain(JsonObject schema, JsonObject document, Visitor visitor) {
        new SchemaWalk(schema, false, visitor).walk(schema, "", document);
    }

    /** Visits also by the schemas that hold only under a condition. */
    static void possible(JsonObject schema, JsonObject document, Visitor visitor) {
        new SchemaWalk(schema, true, visitor).walk(schema, "", document);
    }

    private void walk(@Nullable Object candidate, String pointer, @Nullable Object value) {
        if (!(candidate instanceof JsonObject schema)) {
            return;
        }
        visitor.visit(schema, pointer, value);
        if (schema.getValue("$ref") instanceof String reference && followed.add(pointer + " " + reference)) {
            walk(local(reference), pointer, value);
        }
        if (intoBranches) {
            BRANCHES.forEach(keyword -> walk(schema.getValue(keyword), pointer, value));
            BRANCH_LISTS.forEach(keyword -> list(schema, keyword).forEach(branch -> walk(branch, pointer, value)));
        }
        if (value instanceof JsonObject object) {
            intoObject(schema, pointer, object);
        } else if (value instanceof JsonArray array) {
            intoArray(schema, pointer, array);
        }
    }

    private void intoObject(JsonObject schema, String pointer, JsonObject object) {
        JsonObject properties = schema.getValue("properties") instanceof JsonObject known ? known : new JsonObject();
        for (String key : List.copyOf(object.fieldNames())) {
            Object described =
                    properties.containsKey(key) ? properties.getValue(key) : schema.getValue("additionalProperties");
            walk(described, Pointers.child(pointer, key), object.getValue(key));
        }
    }

    private void intoArray(JsonObject schema, String pointer, JsonArray array) {
        for (int i = 0; i < array.size(); i++) {
            walk(schema.getValue("items"), Pointers.child(pointer, i), array.getValue(i));
        }
    }

    private @Nullable Object local(String reference) {
        return reference.equals("#") || reference.startsWith("#/")
                ? Pointers.find(root, Pointers.fromUri(reference))
                : null;
    }

    private static JsonArray list(JsonObject schema, String keyword) {
        return schema.getValue(keyword) instanceof JsonArray list ? list : new JsonArray();
    }
}
