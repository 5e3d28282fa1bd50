package io.quittance.core.console;

import io.quittance.core.store.AuditEntry;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An act as a line of a list. */
public final class AuditLine {

    private AuditLine() {}

    /** Where the page of what it is about is; null: there is none. */
    public static @Nullable String link(AuditEntry entry) {
        String id = entry.target().id();
        if (id == null) {
            return null;
        }
        return switch (entry.target().kind()) {
            case "case" -> Links.oneCase(UUID.fromString(id));
            case "notification" -> Links.notification(UUID.fromString(id));
            case "delivery" -> Links.delivery(UUID.fromString(id));
            default -> null;
        };
    }

    /** What exactly was asked for, and what came of it. */
    public static String detail(AuditEntry entry) {
        return entry.detail().isEmpty() ? "–" : told(entry.detail());
    }

    private static String told(JsonObject detail) {
        return detail.fieldNames().stream()
                .map(field -> Text.plain(field) + " "
                        + (detail.getValue(field) instanceof JsonObject nested
                                ? nested.isEmpty() ? "all" : "(" + told(nested) + ")"
                                : detail.getValue(field)))
                .collect(Collectors.joining(", "));
    }
}
