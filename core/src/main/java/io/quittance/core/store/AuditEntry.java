package io.quittance.core.store;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act as users see it.
 *
 * @param actor the name of the token
 * @param role of the token then
 * @param action as users see an {@link AuditAction}
 * @param merchant whose affair it is; null: that of several, or of none
 * @param detail what exactly was asked for, and what came of it
 * @param outcome as users see an {@link AuditOutcome}
 */
public record AuditEntry(
        UUID id,
        Instant at,
        String actor,
        String role,
        String action,
        @Nullable String merchant,
        AuditTarget target,
        JsonObject detail,
        String outcome) {}
