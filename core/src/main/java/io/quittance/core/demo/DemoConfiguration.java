package io.quittance.core.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Base64;

/** The configuration of the demo's gateway, as a user would write it. */
public final class DemoConfiguration {

    private static final int TOKEN_BYTES = 18;

    private DemoConfiguration() {}

    /** A token for the management API that nobody can guess. */
    public static String randomToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /**
     * The file's content: everything on free ports of this machine, an embedded Postgres beside the file, an account at each
     * simulated provider.
     *
     * @param token opens the management API
     */
    public static JsonObject of(Simulators simulators, String token) {
        return new JsonObject()
                .put("intake", anyPort())
                .put("management", anyPort().put("tokens", new JsonArray().add(operator(token))))
                .put("store", new JsonObject().put("embedded", new JsonObject().put("directory", "postgres")))
                .put("accounts", accounts(simulators));
    }

    private static JsonObject anyPort() {
        return new JsonObject().put("host", "127.0.0.1").put("port", 0);
    }

    private static JsonObject operator(String token) {
        return new JsonObject().put("name", "demo").put("role", "operator").put("secret", token);
    }

    private static JsonArray accounts(Simulators simulators) {
        JsonArray accounts = new JsonArray();
        for (String provider : simulators.providers()) {
            DemoAccount account = new DemoAccount(provider);
            accounts.add(new JsonObject()
                    .put("id", account.id())
                    .put("merchant", DemoAccount.MERCHANT)
                    .put("provider", provider)
                    .put("path", account.path())
                    .put("live", false)
                    .put("settings", simulators.settings(provider)));
        }
        return accounts;
    }
}
