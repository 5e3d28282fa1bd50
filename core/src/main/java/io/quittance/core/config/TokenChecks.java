package io.quittance.core.config;

import io.quittance.spi.Secret;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Whether tokens are long enough that nobody guesses one, however many are tried at a time. */
final class TokenChecks {

    private static final String TOKENS = "/management/tokens";
    private static final int LEAST_CHARACTERS = 16;

    private final Map<String, Secret> secrets;
    private final Problems problems;

    /**
     * Prepares to check.
     *
     * @param secrets by JSON pointer; one that could not be read is missing, which is a problem already
     */
    TokenChecks(Map<String, Secret> secrets, Problems problems) {
        this.secrets = secrets;
        this.problems = problems;
    }

    /** Checks those of a configuration. */
    void check(JsonObject root) {
        int tokens =
                Lenient.objects(Lenient.object(root, "management"), "tokens").size();
        for (int i = 0; i < tokens; i++) {
            String pointer = Pointers.child(TOKENS, i) + "/secret";
            Secret secret = secrets.get(pointer);
            if (secret != null) {
                check(secret.values(), pointer);
            }
        }
    }

    private void check(List<String> values, String pointer) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).length() < LEAST_CHARACTERS) {
                problems.add(
                        pointer,
                        (values.size() == 1 ? "" : "value " + (i + 1) + " ") + "must have at least " + LEAST_CHARACTERS
                                + " characters that nobody guesses, as of openssl rand -hex 32");
            }
        }
    }
}
