package io.quittance.bench;

import io.quittance.core.store.StoreAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Objects;

/** The configuration of a gateway with two accounts, of which most benches use the first, as a user would write it. */
final class GatewayConfiguration {

    /** The second account. */
    static final String BESIDE = "beside";

    /** Where nobody answers: a bench asks no provider. */
    private static final String NOBODY = "http://127.0.0.1:9";

    private GatewayConfiguration() {}

    /**
     * A file's content.
     *
     * @param database where notifications are kept
     * @param plugins the directory of the providers
     */
    static JsonObject of(StoreAddress database, Path plugins) {
        return new JsonObject()
                .put("intake", anyPort())
                .put("management", anyPort())
                .put("store", store(database))
                .put("plugins", new JsonObject().put("directory", plugins.toString()))
                .put(
                        "accounts",
                        new JsonArray()
                                .add(account(NotificationRequest.ACCOUNT))
                                .add(account(BESIDE)));
    }

    private static JsonObject account(String id) {
        JsonObject site =
                new JsonObject().put("siteId", NotificationRequest.SITE).put("apiKey", NotificationRequest.API_KEY);
        return new JsonObject()
                .put("id", id)
                .put("merchant", NotificationRequest.MERCHANT)
                .put("provider", "smart2pay")
                .put("path", NotificationRequest.pathOf(id))
                .put("live", false)
                .put(
                        "settings",
                        new JsonObject()
                                .put("sites", new JsonArray().add(site))
                                .put("baseUrl", NOBODY)
                                .put("cardBaseUrl", NOBODY));
    }

    private static JsonObject store(StoreAddress database) {
        return new JsonObject()
                .put(
                        "uri",
                        "postgresql://%s@%s:%d/%s?sslmode=disable"
                                .formatted(database.user(), database.host(), database.port(), database.database()))
                .put("password", Objects.requireNonNull(database.password()).newest());
    }

    private static JsonObject anyPort() {
        return new JsonObject().put("host", "127.0.0.1").put("port", 0);
    }
}
