package io.quittance.core.store;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes months that are too old out of the tables that are partitioned, and drops them. What is still needed of a month moves
 * to the default partition of its table first, and what was needed only since then before it is dropped. A month that was
 * taken out and not dropped is a table that is no partition: whoever comes next drops it.
 */
public final class ExpiredMonths {

    // Finding out what is still needed may take its time, since nobody waits for it; the lock of taking a month out may
    // not, since everybody does. It reads a month from end to end, which no other statement of ours is to do.
    private static final String PREPARE = """
            set local statement_timeout = '10min'; set local lock_timeout = '2s'; set local enable_seqscan = on;
            set local enable_bitmapscan = on; set local enable_hashjoin = on; set local enable_mergejoin = on""";

    private static final String OLD_MONTHS = """
            select c.relname as name, c.relispartition as attached, c.reltuples::bigint as rows
              from pg_class c
             where c.relkind = 'r' and c.relname ~ ('^' || $1::text || '_[0-9]{4}_[0-9]{2}$') and c.relname < $2::text
               and c.relnamespace = (select p.relnamespace from pg_class p where p.oid = to_regclass($1::text))
             order by c.relname""";

    // Notifications that have something to do, or that somebody wants to be read again.
    private static final String NOTIFICATIONS = """
            select n.* from %1$s n
             join (select i.account_id, i.notification_id from notification_item i where i.next_attempt_at is not null
                    union select i.account_id, i.notification_id from notification_item i where i.state = 'poisoned'
                    union select r.account_id, r.notification_id from notification_replay r) w
               using (account_id, notification_id)""";

    private static final String ARRIVALS = """
            select a.* from %1$s a join notification_default n using (account_id, notification_id)
             where not exists (select from notification_arrival_default d
                                where d.account_id = a.account_id and d.notification_id = a.notification_id
                                  and d.request_id is not distinct from a.request_id and d.arrived_at = a.arrived_at)""";

    private static final String ANSWERS = """
            select w.* from %1$s w
              join (select n.account_id, n.notification_id as request_id from notification_default n
                     union select a.account_id, a.request_id from notification_default n
                      join notification_arrival a using (account_id, notification_id)) r
             using (account_id, request_id)""";

    // Events that have no place in the feed, are no deliveries yet, or have a delivery that is not over.
    private static final String EVENTS = """
            select e.* from %1$s e
              join (select u.merchant, u.reference, u.version from %1$s u where u.feed_position is null
                     union select u.merchant, u.reference, u.version
                      from endpoint p join %1$s u on u.merchant = p.merchant and u.feed_position > p.planned_position
                     where (p.merchant, p.endpoint_id) in (select * from unnest($1::text[], $2::text[]))
                     union select d.merchant, d.reference, d.version
                      from delivery d where d.state in ('pending', 'retrying')) w
             using (merchant, reference, version)""";

    private static final String TIMELINES = """
            select t.* from %1$s t
             where exists (select from merchant_order o where o.merchant = t.merchant and o.reference = t.order_reference)
                or exists (select from payment p
                            where (p.account_id, p.back_end, p.payment_id) = (t.account_id, t.back_end, t.payment_id))""";

    private static final Map<String, String> STILL_NEEDED = Map.of(
            "notification", NOTIFICATIONS,
            "notification_arrival", ARRIVALS,
            "notification_answer", ANSWERS,
            "order_event", EVENTS,
            "timeline_entry", TIMELINES);

    private final Pool pool;

    /** Works through this pool. */
    public ExpiredMonths(Pool pool) {
        this.pool = pool;
    }

    /**
     * A month of a table, that may have been taken out of it already.
     *
     * @param rows about how many there are
     */
    public record OldMonth(String table, String name, boolean attached, long rows) {

        private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu_MM", Locale.ROOT);

        private Tuple parameters() {
            YearMonth month = YearMonth.parse(name.substring(table.length() + 1), MONTH);
            return new Partitions.Partition(table, month).parameters();
        }
    }

    /** The months of a table before one, oldest first. */
    public Future<List<OldMonth>> before(String table, YearMonth first) {
        String limit = new Partitions.Partition(table, first).name();
        return pool.preparedQuery(OLD_MONTHS)
                .execute(Tuple.of(table, limit))
                .map(rows -> rows.stream().map(row -> month(table, row)).toList());
    }

    /**
     * Takes a month out of its table, but for what is still needed.
     *
     * @param endpoints the configured ones: those of the past need no event any more
     */
    public Future<Void> takeOut(OldMonth month, Set<EndpointKey> endpoints) {
        if (!month.attached()) {
            return Future.succeededFuture();
        }
        return lend(month)
                .compose(lent -> pool.withTransaction(connection -> execute(connection, PREPARE)
                        .compose(set -> execute(
                                connection, "create temp table kept (like %s) on commit drop".formatted(month.name())))
                        .compose(made -> insertNeeded(connection, "kept", month, endpoints))
                        .compose(found -> call(connection, "select detach_month($1, $2)", month))
                        .compose(out ->
                                execute(connection, "insert into %s select * from kept".formatted(month.table())))));
    }

    /**
     * Drops a month that was taken out, once its table has again what is needed of it and was not when it was taken out.
     *
     * @param endpoints the configured ones
     */
    public Future<Void> drop(OldMonth month, Set<EndpointKey> endpoints) {
        return lend(month)
                .compose(lent -> pool.withTransaction(connection -> execute(connection, PREPARE)
                        .compose(set -> insertNeeded(connection, month.table(), month, endpoints))
                        .compose(kept -> call(connection, "select drop_month($1, $2)", month))));
    }

    // In a transaction of its own: whoever analyzes the month, as the server does by itself, waits for the end of one
    // that changes its rights, and holds a lock meanwhile for which taking it out, or dropping it, would wait.
    private Future<Void> lend(OldMonth month) {
        return call(pool, "select lend_month($1, $2)", month);
    }

    private static Future<Void> insertNeeded(
            SqlConnection connection, String into, OldMonth month, Set<EndpointKey> endpoints) {
        String needed = requireNonNull(STILL_NEEDED.get(month.table())).formatted(month.name());
        boolean events = month.table().equals("order_event");
        return connection
                .preparedQuery("insert into %s %s on conflict do nothing".formatted(into, needed))
                .execute(events ? EndpointLock.parameters(endpoints) : Tuple.tuple())
                .mapEmpty();
    }

    private static OldMonth month(String table, Row row) {
        return new OldMonth(table, row.getString("name"), row.getBoolean("attached"), Math.max(0, row.getLong("rows")));
    }

    private static Future<Void> call(SqlClient client, String function, OldMonth month) {
        return client.preparedQuery(function).execute(month.parameters()).mapEmpty();
    }

    private static Future<Void> execute(SqlConnection connection, String sql) {
        return connection.query(sql).execute().mapEmpty();
    }
}
