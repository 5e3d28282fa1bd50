package io.quittance.core.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Knows of one configuration, whose change was refused, and can be told to go back. */
final class FakeConfigurationDesk implements ConfigurationDesk {

    private final List<String> rolledBack = new CopyOnWriteArrayList<>();
    private volatile @Nullable String refusal;

    /** Who had it go back so far. */
    List<String> rolledBack() {
        return rolledBack;
    }

    /** Refuses to go back from now on. */
    void refuse(String reason) {
        refusal = reason;
    }

    @Override
    public Future<JsonObject> rollBack(String by) {
        String reason = refusal;
        if (reason != null) {
            return Future.failedFuture(new RollbackException(reason));
        }
        rolledBack.add(by);
        return Future.succeededFuture(describe());
    }

    @Override
    public JsonObject describe() {
        JsonObject problem = new JsonObject().put("pointer", "/intaek").put("detail", "unknown key");
        return new JsonObject()
                .put("since", "2026-11-22T12:00:00Z")
                .putNull("origin")
                .put("asInFiles", false)
                .put("canRollBack", true)
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
