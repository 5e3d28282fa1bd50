package io.quittance.spi.testing.conformance;

import io.quittance.spi.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account's settings as a provider gets them: defaults filled in, secrets taken out.
 *
 * @param document the settings, with a placeholder for each secret
 * @param secrets by JSON pointer
 */
record AccountSettings(JsonObject document, Map<String, Secret> secrets) {

    static final String PLACEHOLDER = "[secret]";

    private static final List<String> BRANCHES = List.of("allOf", "anyOf", "oneOf");

    static AccountSettings of(JsonObject schema, JsonObject configured) {
        AccountSettings settings = new AccountSettings(configured.copy(), new LinkedHashMap<>());
        settings.object(schema, "", settings.document);
        return settings;
    }

    /** A copy of a schema that wants the placeholder where it declares a secret. */
    static JsonObject applied(JsonObject schema) {
        return isSecret(schema) ? new JsonObject().put("const", PLACEHOLDER) : new JsonObject(mapped(schema));
    }

    private static Map<String, Object> mapped(JsonObject schema) {
        Map<String, Object> copy = new LinkedHashMap<>();
        schema.forEach(member -> copy.put(member.getKey(), applied(member.getValue())));
        return copy;
    }

    private static @Nullable Object applied(@Nullable Object value) {
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(element -> copy.add(applied(element)));
            return copy;
        }
        return value instanceof JsonObject object ? applied(object) : value;
    }

    private void object(JsonObject schema, String pointer, JsonObject value) {
        BRANCHES.forEach(branch -> list(schema, branch).forEach(part -> {
            if (part instanceof JsonObject more) {
                object(more, pointer, value);
            }
        }));
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (String name : properties.fieldNames()) {
            if (properties.getValue(name) instanceof JsonObject described) {
                if (!value.containsKey(name) && described.containsKey("default")) {
                    value.put(name, described.copy().getValue("default"));
                }
                if (value.containsKey(name)) {
                    value.put(name, taken(described, pointer + "/" + name, value.getValue(name)));
                }
            }
        }
    }

    private @Nullable Object taken(JsonObject schema, String pointer, @Nullable Object value) {
        if (isSecret(schema)) {
            secrets.put(pointer, secret(value));
            return PLACEHOLDER;
        }
        if (value instanceof JsonObject object) {
            object(schema, pointer, object);
        }
        if (value instanceof JsonArray array && schema.getValue("items") instanceof JsonObject items) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, taken(items, pointer + "/" + i, array.getValue(i)));
            }
        }
        return value;
    }

    private static Secret secret(@Nullable Object value) {
        return value instanceof JsonArray several
                ? new Secret(several.stream().map(String::valueOf).toList())
                : new Secret(List.of(String.valueOf(value)));
    }

    private static boolean isSecret(JsonObject schema) {
        return Boolean.TRUE.equals(schema.getValue("x-quittance-secret"));
    }

    private static JsonArray list(JsonObject schema, String keyword) {
        return schema.getValue(keyword) instanceof JsonArray list ? list : new JsonArray();
    }
}
