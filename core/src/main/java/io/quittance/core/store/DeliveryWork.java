package io.quittance.core.store;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is claimed, to be tried now.
 *
 * @param event the id of the event
 * @param body the event's document, the same bytes at every attempt
 * @param eventAt when the event was decided
 * @param attempts how often it was tried since it began
 * @param firstAttemptAt since when it is tried; null: not yet
 * @param log the last attempts, oldest first
 * @param traceparent the span that the event was decided in; null: it is not traced
 */
public record DeliveryWork(
        EndpointKey endpoint,
        UUID id,
        UUID event,
        String body,
        Instant eventAt,
        int attempts,
        @Nullable Instant firstAttemptAt,
        JsonArray log,
        @Nullable String traceparent) {}
