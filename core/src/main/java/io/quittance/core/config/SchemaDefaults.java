package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Fills in what a document leaves to the defaults of its schema. */
final class SchemaDefaults {

    private SchemaDefaults() {}

    /** Adds the defaults to the document itself. */
    static void fill(JsonObject schema, JsonObject document) {
        SchemaWalk.certain(schema, document, (described, pointer, value) -> {
            if (value instanceof JsonObject object && described.getValue("properties") instanceof JsonObject known) {
                fillObject(known, object);
            }
        });
    }

    private static void fillObject(JsonObject properties, JsonObject object) {
        for (String name : properties.fieldNames()) {
            if (properties.getValue(name) instanceof JsonObject property
                    && property.containsKey("default")
                    && !object.containsKey(name)) {
                object.put(name, copy(property.getValue("default")));
            }
        }
    }

    private static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return object.copy();
        }
        return value instanceof JsonArray array ? array.copy() : value;
    }
}
