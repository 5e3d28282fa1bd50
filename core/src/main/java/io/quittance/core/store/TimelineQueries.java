package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads why an order is in the state it is in. */
public final class TimelineQueries {

    private static final String PAGE = """
            select t.entry_id, t.at, t.kind, t.account_id, t.payment_id, t.notification_id, t.detail
              from timeline_entry t
             where t.merchant = $1
               and t.entry_id in (
                   select own.entry_id from timeline_entry own where own.merchant = $1 and own.order_reference = $2
                   union
                   select about.entry_id
                     from payment p
                     join timeline_entry about on about.merchant = p.merchant and about.account_id = p.account_id
                      and about.payment_id = p.payment_id and about.back_end = p.back_end
                    where p.merchant = $1 and p.order_reference = $2)
               and ($3::uuid is null or t.entry_id > $3)
             order by t.entry_id
             limit $4
            """;

    private final Pool pool;

    /** Reads through this pool. */
    public TimelineQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is known about an order and the payments linked to it, oldest first. An order that was never registered may
     * have a history too.
     *
     * @param after the last entry of the page before; null: from the beginning
     */
    public Future<List<TimelineRow>> page(String merchant, String reference, @Nullable Cursor after, int limit) {
        UUID position = after == null ? null : after.position();
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(merchant, reference, position, limit))
                .map(rows -> rows.stream().map(TimelineQueries::entry).toList());
    }

    private static TimelineRow entry(Row row) {
        return new TimelineRow(
                row.getUUID("entry_id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("kind"),
                row.getString("account_id"),
                row.getString("payment_id"),
                row.getUUID("notification_id"),
                row.getJsonObject("detail"));
    }
}
