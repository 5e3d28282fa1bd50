package io.quittance.core.console;

import io.quittance.core.store.DeliveryRow;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery.
 *
 * @param mayRetry whether this visitor may have it begun anew now
 * @param retried whether that was just done
 */
public record DeliveryPage(DeliveryRow row, boolean mayRetry, boolean retried) {

    /**
     * One attempt.
     *
     * @param status what the endpoint answered; null: nothing
     * @param error why it was none; null: it was delivered
     */
    public record Attempt(
            Instant at,
            long milliseconds,
            @Nullable Integer status,
            @Nullable String error) {

        private static Attempt of(JsonObject logged) {
            return new Attempt(
                    logged.getInstant("at"),
                    logged.getLong("durationMillis", 0L),
                    logged.getInteger("status"),
                    logged.getString("error"));
        }
    }

    /** The last attempts, newest first. */
    public List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        row.log().forEach(logged -> attempts.add(Attempt.of((JsonObject) logged)));
        Collections.reverse(attempts);
        return attempts;
    }
}
