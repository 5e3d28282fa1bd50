package io.quittance.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are asked for; null does not restrict.
 *
 * @param before the last delivery of the page before
 */
public record DeliveryFilter(
        @Nullable String merchant,
        @Nullable DeliveryState state,
        @Nullable String endpoint,
        @Nullable String order,
        @Nullable Cursor before,
        int limit) {}
