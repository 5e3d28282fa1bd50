package io.quittance.core.store;

import io.quittance.spi.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant expects.
 *
 * @param expected null for a shell: a payment named the order before the merchant registered it
 * @param expiresAt after this moment an order without money has expired; null: never
 * @param cancelledAt when the merchant gave up waiting; null: it did not
 * @param version one step for each event, 0 at registration
 */
public record Order(
        String merchant,
        String reference,
        @Nullable Money expected,
        @Nullable Instant expiresAt,
        @Nullable Instant cancelledAt,
        OrderState state,
        long version) {

    /** Whether the merchant registered it. */
    public boolean isRegistered() {
        return expected != null;
    }
}
