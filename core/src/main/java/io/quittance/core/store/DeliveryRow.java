package io.quittance.core.store;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as users see it.
 *
 * @param state as users see a {@link DeliveryState}
 * @param event the id of the event
 * @param type of the event
 * @param order the reference of the event's order
 * @param version of the order that the event is
 * @param attempts how often it was tried, since it began or was begun anew
 * @param nextAttemptAt null: it is over, or an earlier event of its order comes first
 * @param lastStatus what the endpoint last answered; null: nothing
 * @param lastError why the last attempt failed; null: it did not, or there was none
 * @param log the last attempts, oldest first
 */
public record DeliveryRow(
        UUID id,
        String merchant,
        String endpoint,
        String state,
        UUID event,
        String type,
        String order,
        long version,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        @Nullable Instant deliveredAt,
        JsonArray log) {}
