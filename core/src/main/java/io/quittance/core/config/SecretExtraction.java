package io.quittance.core.config;

import io.quittance.spi.Secret;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The secrets taken out of a document, so that whatever handles it later cannot show them.
 *
 * @param places where the schema wants a secret and the document has anything, by JSON pointer
 * @param secrets those that could be read
 */
record SecretExtraction(Set<String> places, Map<String, Secret> secrets) {

    static final String KEYWORD = "x-quittance-secret";
    static final String PLACEHOLDER = "[secret]";

    SecretExtraction {
        places = Set.copyOf(places);
        secrets = Map.copyOf(secrets);
    }

    /**
     * Replaces each secret in the document by a placeholder.
     *
     * @param prefix where the document stands in the file, for problems
     */
    static SecretExtraction from(JsonObject document, JsonObject schema, String prefix, SecretResolver resolver) {
        Set<String> places = new LinkedHashSet<>();
        SchemaWalk.possible(schema, document, (described, pointer, value) -> {
            if (Boolean.TRUE.equals(described.getValue(KEYWORD))) {
                places.add(pointer);
            }
        });
        Map<String, Secret> secrets = new HashMap<>();
        for (String place : places) {
            resolver.resolve(Pointers.find(document, place), prefix + place)
                    .ifPresent(secret -> secrets.put(place, secret));
            Pointers.replace(document, place, PLACEHOLDER);
        }
        return new SecretExtraction(places, secrets);
    }
}
