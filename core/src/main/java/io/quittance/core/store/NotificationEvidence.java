package io.quittance.core.store;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification with all that is kept of it. Body and query may hold payer data: they are masked before anybody sees
 * them.
 *
 * @param provider of the account
 * @param credential which one verified the sender; null: unverified
 * @param headers JSON array of [name, value], secrets as fingerprints
 * @param erasedAt when query, headers and body were erased; null: they are as they came
 */
public record NotificationEvidence(
        NotificationRow row,
        String provider,
        @Nullable String credential,
        String method,
        String path,
        String remoteAddress,
        Buffer query,
        Buffer headers,
        Buffer body,
        @Nullable Instant erasedAt,
        List<Item> items) {

    public NotificationEvidence {
        items = List.copyOf(items);
    }

    /**
     * One thing that the notification says, and how far work on it has come.
     *
     * @param nextAttemptAt null: nothing left to do
     */
    public record Item(
            String kind,
            String subject,
            String state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable String lastError) {}
}
