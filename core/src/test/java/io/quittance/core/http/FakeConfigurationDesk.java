package io.quittance.core.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Knows of one configuration, whose change was refused. */
final class FakeConfigurationDesk implements ConfigurationDesk {

    @Override
    public JsonObject describe() {
        JsonObject problem = new JsonObject().put("pointer", "/intaek").put("detail", "unknown key");
        return new JsonObject()
                .put("since", "2026-11-22T12:00:00Z")
                .putNull("origin")
                .put("asInFiles", false)
                .put(
                        "refused",
                        new JsonObject()
                                .put("at", "2026-11-22T12:00:00Z")
                                .put("problems", new JsonArray().add(problem)))
                .put("salt", "00112233445566778899aabbccddeeff")
                .put("configuration", new JsonObject())
                .put("plugins", new JsonArray());
    }
}
