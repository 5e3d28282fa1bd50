package io.quittance.core.reconcile;

import io.quittance.spi.Money;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as a merchant registers it. All values are checked.
 *
 * @param amount more than 0
 * @param expiresAt after this moment an order without money has expired; null: never
 * @param account through which account the merchant expects the money, for people; null: not told
 * @param metadata the merchant's own, kept and handed back
 */
public record OrderRequest(
        String merchant,
        String reference,
        Money amount,
        @Nullable Instant expiresAt,
        @Nullable String account,
        @Nullable JsonObject metadata) {}
