package io.quittance.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications are asked for; null does not restrict.
 *
 * @param subject the provider's bare id of what some item is about
 * @param kind the kind of some item
 * @param order reference of an order: of its payments
 * @param from received at or after
 * @param to received before
 * @param before the last notification of the page before
 */
public record NotificationFilter(
        @Nullable String merchant,
        @Nullable String account,
        @Nullable NotificationState state,
        @Nullable String subject,
        @Nullable String kind,
        @Nullable String order,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Cursor before,
        int limit) {

    /** The same, from another notification on, so many at a time. */
    NotificationFilter after(@Nullable Cursor last, int most) {
        return new NotificationFilter(merchant, account, state, subject, kind, order, from, to, last, most);
    }
}
