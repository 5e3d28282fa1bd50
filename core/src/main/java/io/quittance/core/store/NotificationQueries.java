package io.quittance.core.store;

import io.quittance.core.store.NotificationEvidence.Item;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what arrived, newest first. */
public final class NotificationQueries {

    private static final String FIND = """
            select n.*, a.merchant, a.provider, %s
              from notification n
              join account a on a.account_id = n.account_id
              %s
             where n.account_id = any(array(select account_id from account where $2::text is null or merchant = $2))
               and n.notification_id = $1
            """.formatted(NotificationSql.SUMMARY_COLUMNS, NotificationSql.SUMMARY_JOINS);

    private static final String ITEMS = """
            select kind, subject, state, attempts, next_attempt_at, last_error
              from notification_item
             where account_id = $1 and notification_id = $2
             order by position
            """;

    private final Pool pool;
    private final NotificationSeal seal;

    /** Reads through this pool what is not sealed. */
    public NotificationQueries(Pool pool) {
        this(pool, NotificationSeal.NONE);
    }

    /** Reads through this pool, and opens what is sealed. */
    public NotificationQueries(Pool pool, NotificationSeal seal) {
        this.pool = pool;
        this.seal = seal;
    }

    /** One page. */
    public Future<List<NotificationRow>> page(NotificationFilter filter) {
        Tuple parameters = Tuple.tuple();
        String sql = NotificationSql.page(filter, parameters);
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().map(NotificationQueries::summary).toList());
    }

    /**
     * One notification with all that is kept of it; empty if there is none of that id.
     *
     * @param merchant whose it must be; null: anybody's
     */
    public Future<Optional<NotificationEvidence>> find(UUID id, @Nullable String merchant) {
        return pool.preparedQuery(FIND).execute(Tuple.of(id, merchant)).compose(this::withItems);
    }

    private Future<Optional<NotificationEvidence>> withItems(RowSet<Row> rows) {
        if (!rows.iterator().hasNext()) {
            return Future.succeededFuture(Optional.empty());
        }
        Row row = rows.iterator().next();
        return pool.preparedQuery(ITEMS)
                .execute(Tuple.of(row.getString("account_id"), row.getUUID("notification_id")))
                .map(items -> items.stream().map(NotificationQueries::item).toList())
                .map(items -> Optional.of(evidence(row, items)));
    }

    private static NotificationRow summary(Row row) {
        return new NotificationRow(
                row.getUUID("notification_id"),
                row.getString("account_id"),
                row.getString("merchant"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("state"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getLong("arrivals"));
    }

    private NotificationEvidence evidence(Row row, List<Item> items) {
        return new NotificationEvidence(
                summary(row),
                row.getString("provider"),
                row.getString("credential"),
                row.getString("method"),
                row.getString("path"),
                row.getString("remote_address"),
                seal.open(NotificationSeal.QUERY, row),
                seal.open(NotificationSeal.HEADERS, row),
                seal.open(NotificationSeal.BODY, row),
                Times.instant(row.getOffsetDateTime("erased_at")),
                items);
    }

    private static Item item(Row row) {
        return new Item(
                row.getString("kind"),
                row.getString("subject"),
                row.getString("state"),
                row.getInteger("attempts"),
                Times.instant(row.getOffsetDateTime("next_attempt_at")),
                row.getString("last_error"));
    }
}
