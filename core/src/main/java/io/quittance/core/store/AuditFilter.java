package io.quittance.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which acts are asked for; null does not restrict.
 *
 * @param from at or after
 * @param to before
 * @param before the last entry of the page before
 */
public record AuditFilter(
        @Nullable String merchant,
        @Nullable String actor,
        @Nullable AuditAction action,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Cursor before,
        int limit) {}
