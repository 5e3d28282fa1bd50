package io.quittance.core.config;

import io.vertx.core.json.JsonObject;

/** What the schema cannot say about keeping notifications while the store is away. */
final class StagingChecks {

    private StagingChecks() {}

    /** Checks a file, whose defaults are filled in. */
    static void check(JsonObject root, Problems problems) {
        if (!Lenient.object(Lenient.object(root, "intake"), "staging").isEmpty()
                && Lenient.text(Lenient.object(root, "store"), "uri") == null
                && !problems.isTouched("/store")) {
            problems.add(
                    "/intake/staging",
                    "must be left out with the embedded store, which is on the same disk and ends with the gateway;"
                            + " it is for a store of its own, given as store.uri");
        }
    }
}
