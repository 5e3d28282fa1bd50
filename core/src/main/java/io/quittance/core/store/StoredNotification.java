package io.quittance.core.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a notification, as it is read again.
 *
 * @param credential which one verified the sender; null: unverified
 * @param headers pairs of name and value, secrets as fingerprints
 */
public record StoredNotification(
        String account,
        UUID id,
        Instant receivedAt,
        @Nullable String credential,
        String method,
        String path,
        String query,
        List<Map.Entry<String, String>> headers,
        String remoteAddress,
        Buffer body) {

    public StoredNotification {
        headers = List.copyOf(headers);
    }

    static StoredNotification of(Row row, NotificationSeal seal) {
        return new StoredNotification(
                row.getString("account_id"),
                row.getUUID("notification_id"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("credential"),
                row.getString("method"),
                row.getString("path"),
                seal.open(NotificationSeal.QUERY, row).toString(),
                ClaimStore.headers(seal.open(NotificationSeal.HEADERS, row)),
                row.getString("remote_address"),
                seal.open(NotificationSeal.BODY, row));
    }
}
