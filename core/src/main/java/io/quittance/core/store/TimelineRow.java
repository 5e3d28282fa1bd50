package io.quittance.core.store;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact about an order, or a decision.
 *
 * @param account whose payment it is about; null: none
 * @param payment the provider's id of the payment it is about; null: none
 * @param notification that told it; null: none
 */
public record TimelineRow(
        UUID id,
        Instant at,
        String kind,
        @Nullable String account,
        @Nullable String payment,
        @Nullable UUID notification,
        JsonObject detail) {}
