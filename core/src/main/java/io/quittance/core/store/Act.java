package io.quittance.core.store;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param merchant whose affair it is; null: that of several, or of none
 * @param detail small, without secrets and payer data
 */
public record Act(AuditAction action, @Nullable String merchant, AuditTarget target, JsonObject detail) {

    public Act {
        detail = detail.copy();
    }
}
