package io.quittance.core.config;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** The keys that the schema of the configuration knows, in the way that the reference writes them. */
final class SchemaKeys {

    private final JsonObject root = ConfigurationLoader.schema();
    private final Map<String, JsonObject> keys = new TreeMap<>();

    private SchemaKeys() {}

    /** Their schemas, by key; a key is for example {@code accounts[].acknowledgements.accepted.status}. */
    static Map<String, JsonObject> all() {
        SchemaKeys schemaKeys = new SchemaKeys();
        schemaKeys.collect(schemaKeys.root, "");
        return schemaKeys.keys;
    }

    /** A JSON pointer as such a key. */
    static String readable(String pointer) {
        return pointer.substring(1).replaceAll("/[0-9]+", "[]").replace('/', '.');
    }

    private void collect(JsonObject schema, String prefix) {
        if (schema.getValue("$ref") instanceof String reference) {
            collect(found(reference), prefix);
        }
        if (schema.getValue("items") instanceof JsonObject items) {
            collect(items, prefix + "[]");
        }
        if (schema.getValue("properties") instanceof JsonObject properties) {
            for (String name : properties.fieldNames()) {
                String key = prefix.isEmpty() ? name : prefix + "." + name;
                keys.put(key, resolved(properties.getJsonObject(name)));
                collect(properties.getJsonObject(name), key);
            }
        }
    }

    private JsonObject resolved(JsonObject property) {
        return property.getValue("$ref") instanceof String reference
                ? found(reference).copy().mergeIn(property)
                : property;
    }

    private JsonObject found(String reference) {
        return root.getJsonObject("$defs").getJsonObject(Pointers.last(reference));
    }
}
