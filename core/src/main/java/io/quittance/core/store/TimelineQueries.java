package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads why an order is in the state it is in. */
public final class TimelineQueries {

    private final Pool pool;

    /** Reads through this pool. */
    public TimelineQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is known about an order and the payments linked to it, oldest first: what came, was asked, decided, and told. An
     * order that was never registered may have a history too.
     *
     * @param after the last entry of the page before; null: from the beginning
     */
    public Future<List<TimelineRow>> page(
            String merchant, String reference, @Nullable TimelineCursor after, int limit) {
        OffsetDateTime at = after == null ? null : Times.utc(after.at());
        UUID id = after == null ? null : after.id();
        return pool.preparedQuery(TimelineSql.PAGE)
                .execute(Tuple.of(merchant, reference, at, id, limit))
                .map(rows -> rows.stream().map(TimelineQueries::entry).toList());
    }

    private static TimelineRow entry(Row row) {
        return new TimelineRow(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("kind"),
                row.getString("account_id"),
                row.getString("payment_id"),
                row.getUUID("notification_id"),
                row.getJsonObject("detail"));
    }
}
