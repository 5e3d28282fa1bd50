package io.quittance.core.store;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications are replayed, or may be.
 *
 * @param notifications what they have in common; its limit is how many at a time
 * @param notification exactly this one; null: any
 * @param openCase about which, or about whose payment, a case of this kind is open; null: any
 * @param running the accounts that run, and so can read their notifications; those of others are never chosen
 */
public record ReplayFilter(
        NotificationFilter notifications,
        @Nullable UUID notification,
        @Nullable CaseKind openCase,
        Set<String> running) {

    public ReplayFilter {
        running = Set.copyOf(running);
    }

    /** The same, from a notification on, so many at a time. */
    ReplayFilter after(@Nullable Cursor before, int limit) {
        return new ReplayFilter(notifications.after(before, limit), notification, openCase, running);
    }
}
