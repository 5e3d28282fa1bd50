package io.quittance.core.config;

import io.quittance.spi.Secret;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Takes the secrets out of a document, so that whatever handles it later cannot show them. */
final class SecretExtraction {

    /** What stands in the document where a secret was. */
    static final String PLACEHOLDER = "[secret]";

    private static final String KEYWORD = "x-quittance-secret";

    private SecretExtraction() {}

    /** Whether a schema is that of a secret. */
    static boolean isSecret(JsonObject schema) {
        return Boolean.TRUE.equals(schema.getValue(KEYWORD));
    }

    /**
     * Replaces each secret in the document by a placeholder.
     *
     * @param prefix where the document stands in the file, for problems
     * @return the secrets that could be read, by JSON pointer into the document
     */
    static Map<String, Secret> from(JsonObject document, JsonObject schema, String prefix, SecretResolver resolver) {
        Set<String> places = new LinkedHashSet<>();
        SchemaWalk.possible(schema, document, (described, pointer, value) -> {
            if (isSecret(described)) {
                places.add(pointer);
            }
        });
        Map<String, Secret> secrets = new HashMap<>();
        for (String place : places) {
            resolver.resolve(Pointers.find(document, place), prefix + place)
                    .ifPresent(secret -> secrets.put(place, secret));
            Pointers.replace(document, place, PLACEHOLDER);
        }
        return Map.copyOf(secrets);
    }
}
