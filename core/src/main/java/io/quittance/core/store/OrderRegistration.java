package io.quittance.core.store;

import io.quittance.spi.Money;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant says about an order.
 *
 * @param account through which account it is expected, for people; null: not told
 * @param metadata the merchant's own; null: none
 */
public record OrderRegistration(
        OrderKey order,
        Money amount,
        @Nullable Instant expiresAt,
        @Nullable String account,
        @Nullable JsonObject metadata,
        Instant at) {}
