package io.quittance.core.store;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification on its way into the inbox.
 *
 * @param fate what it is if it turns out to be new
 * @param credential which credential verified the sender; null: unverified
 * @param headers as they are kept: a JSON array of name and value, without secrets
 * @param traceparent the span of its request; null: it is not traced
 * @param keys what makes it new or a repeat, at least one
 */
public record NewNotification(
        UUID id,
        String account,
        Instant receivedAt,
        Fate fate,
        @Nullable String credential,
        String method,
        String path,
        String query,
        String remoteAddress,
        Buffer headers,
        Buffer body,
        @Nullable String traceparent,
        List<NewKey> keys) {

    /** What a notification is at intake. */
    public enum Fate {
        /** There is work to do. */
        ACCEPTED,
        /** Nothing in it for us. */
        IGNORED,
        /** Authentic, and not what can be parsed as JSON. */
        MALFORMED
    }

    /**
     * An idempotency key.
     *
     * @param hash its SHA-256
     * @param item what there is to do if it is new; null if there is nothing
     */
    public record NewKey(Buffer hash, @Nullable NewItem item) {}

    /**
     * An item of work.
     *
     * @param key its idempotency key in clear
     * @param effect {@code payment, none, unhandled} or {@code unreadable}
     */
    public record NewItem(String key, String subject, String kind, String effect) {}
}
