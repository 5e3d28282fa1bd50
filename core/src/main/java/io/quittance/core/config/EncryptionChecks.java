package io.quittance.core.config;

import io.quittance.spi.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the schema cannot say about the keys of the store. */
final class EncryptionChecks {

    /** The JSON pointer of the keys. */
    static final String KEYS = "/store/encryption/keys";

    private static final int KEY_BYTES = 32;

    private final Map<String, Secret> secrets;
    private final Problems problems;

    /**
     * Prepares to check.
     *
     * @param secrets by JSON pointer; one that could not be read is missing, which is a problem already
     */
    EncryptionChecks(Map<String, Secret> secrets, Problems problems) {
        this.secrets = secrets;
        this.problems = problems;
    }

    /** Checks the keys of a file, as it is written. */
    void check(JsonObject written) {
        Object keys =
                Lenient.object(Lenient.object(written, "store"), "encryption").getValue("keys");
        List<?> places = keys instanceof JsonArray list ? list.getList() : List.of();
        if (keys instanceof String || places.stream().anyMatch(String.class::isInstance)) {
            problems.add(
                    KEYS, "must be {\"env\": NAME}, {\"file\": PATH} or a list of those; a key is never in this file");
            return;
        }
        Secret secret = secrets.get(KEYS);
        if (secret != null) {
            check(secret.values());
        }
    }

    private void check(List<String> keys) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            if (!isKey(keys.get(i))) {
                problems.add(KEYS, place(i, keys) + "must be 32 random bytes in base64, as of openssl rand -base64 32");
            } else if (!ids.add(Secret.fingerprint(keys.get(i)))) {
                problems.add(KEYS, place(i, keys) + "is there before");
            }
        }
    }

    private static String place(int index, List<String> keys) {
        return keys.size() == 1 ? "" : "key " + (index + 1) + " ";
    }

    /** Written in the one way that is usual, so that a key has one id. */
    private static boolean isKey(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            return key.length == KEY_BYTES
                    && Base64.getEncoder().encodeToString(key).equals(text);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
