package io.quittance.core.delivery;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt to deliver went.
 *
 * @param status what the endpoint answered; null: nothing
 * @param error why it is no delivery, in our words; null: it is one
 */
record Attempt(
        Instant at,
        Duration took,
        @Nullable Integer status,
        @Nullable String error) {

    private static final int LOGGED = 10;

    boolean delivered() {
        return error == null;
    }

    /** A log with this attempt at its end, and the oldest gone if there are too many. */
    JsonArray appendedTo(JsonArray log) {
        JsonArray longer = new JsonArray();
        log.stream().skip(Math.max(0, log.size() - LOGGED + 1)).forEach(longer::add);
        return longer.add(new JsonObject()
                .put("at", at.toString())
                .put("status", status)
                .put("durationMillis", took.toMillis())
                .put("error", error));
    }
}
