package io.quittance.core.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification in a list.
 *
 * @param kind of its first item; null: it has none
 * @param subject of its first item; null: it has none
 * @param arrivals how often it came, at least 1
 */
public record NotificationRow(
        UUID id,
        String account,
        String merchant,
        @Nullable String kind,
        @Nullable String subject,
        String state,
        Instant receivedAt,
        long arrivals) {}
