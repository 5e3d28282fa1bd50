package io.quittance.core.store;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying a delivery.
 *
 * @param at when it was tried
 * @param nextAttemptAt when to try again; null unless the state is {@code retrying}
 * @param status what the endpoint answered; null: nothing
 * @param error why it was not delivered, in words without anything that the endpoint said; null: it was
 * @param log the last attempts with this one, oldest first
 */
public record DeliveryOutcome(
        DeliveryWork work,
        DeliveryState state,
        Instant at,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer status,
        @Nullable String error,
        JsonArray log) {}
