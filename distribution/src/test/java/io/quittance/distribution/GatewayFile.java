package io.quittance.distribution;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What each configuration of a gateway under test has: both servers on this machine, one operator, and a store. */
final class GatewayFile {
    private GatewayFile() {}

    /** One whose servers pick free ports. */
    static JsonObject of(TestStore store, String token, JsonArray accounts) {
        return of(store, 0, 0, token, accounts);
    }

    /** One that is found where it was before, after a restart too. */
    static JsonObject of(TestStore store, int intake, int management, String token, JsonArray accounts) {
        JsonObject operator =
                new JsonObject().put("name", "ops").put("role", "operator").put("secret", token);
        return new JsonObject()
                .put("intake", server(intake))
                .put("management", server(management).put("tokens", new JsonArray().add(operator)))
                .put("store", store.configuration())
                .put("accounts", accounts);
    }

    private static JsonObject server(int port) {
        return new JsonObject().put("host", "127.0.0.1").put("port", port);
    }
}
