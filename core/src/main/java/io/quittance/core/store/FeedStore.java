package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The feed of each merchant's events. An event gets its position after it was committed, by one node at a time, in the
 * order of versions within an order: so nobody who reads up to a position ever misses one that comes to light later.
 */
public final class FeedStore {

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtextextended('quittance.feed', 0))";

    // The event's id tells the partition. Orders as a whole: of two events of one order the ids need not grow, since
    // the clocks of nodes differ. Places are complete before the events are joined, by their whole key: the planner
    // would otherwise come to an event from its merchant, by reading all that this merchant has.
    private static final String POSITION = """
            with oldest as (
                select merchant, reference from order_event where feed_position is null order by event_id limit $1
            ), numbered as (
                select e.merchant, e.reference, e.version, e.event_id,
                       row_number() over (partition by e.merchant order by e.since, e.reference, e.version) as step
                from (
                    select w.merchant, w.reference, w.version, w.event_id,
                           max(w.at) over (partition by w.merchant, w.reference order by w.version) as since
                    from (select distinct merchant, reference from oldest) o
                    join order_event w on (w.merchant, w.reference) = (o.merchant, o.reference)
                    where w.feed_position is null
                ) e
            ), sizes as (
                select merchant, count(*) as size from numbered group by merchant
            ), feed as (
                insert into event_feed as f (merchant, last_position) select merchant, size from sizes
                on conflict (merchant) do update set last_position = f.last_position + excluded.last_position
                returning merchant, last_position
            ), places as materialized (
                select n.merchant, n.reference, n.version, n.event_id, f.last_position - s.size + n.step as position
                from feed f join sizes s using (merchant) join numbered n using (merchant)
            )
            update order_event e set feed_position = p.position
            from places p
            where (e.merchant, e.reference, e.version, e.event_id) = (p.merchant, p.reference, p.version, p.event_id)
            """;

    private static final String HEADS = "select merchant, last_position from event_feed where merchant = any($1)";

    private static final String PAGE = """
            select feed_position, event::text as event from order_event
            where merchant = $1 and feed_position > $2 order by feed_position limit $3
            """;

    private static final String LAG = """
            select coalesce(extract(epoch from now() - min(at)), 0)::bigint
            from (select at from order_event where feed_position is null order by event_id limit 1) oldest
            """;

    private final Pool pool;

    /** Works through this pool. */
    public FeedStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * An event at its place.
     *
     * @param event the document, the same bytes whenever it is read
     */
    public record FeedEvent(long position, String event) {}

    /** What came of giving positions. */
    public enum Positioning {
        /** All that is known has one. */
        DONE,
        /** As many as are given at a time; there may be more. */
        MORE,
        /** Another node is at it, and may have looked too early to see what is new. */
        BUSY
    }

    /**
     * Gives positions to committed events that have none.
     *
     * @param limit about how many at a time
     * @param given is told how many, before the result
     */
    public Future<Positioning> position(int limit, Runnable given) {
        return Retries.retrying(() -> pool.withTransaction(connection -> alone(connection)
                        .compose(alone -> alone ? number(connection, limit) : Future.succeededFuture(-1))))
                .map(count -> {
                    if (count > 0) {
                        given.run();
                    }
                    return count < 0 ? Positioning.BUSY : count < limit ? Positioning.DONE : Positioning.MORE;
                });
    }

    /** The last position of these merchants; those without any event are missing. */
    public Future<Map<String, Long>> heads(Collection<String> merchants) {
        return pool.preparedQuery(HEADS)
                .execute(Tuple.of(merchants.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Long> heads = new HashMap<>();
                    rows.forEach(row -> heads.put(row.getString(0), row.getLong(1)));
                    return heads;
                });
    }

    /** Events behind a position, in order. */
    public Future<List<FeedEvent>> page(String merchant, long after, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(merchant, after, limit))
                .map(rows -> rows.stream().map(FeedStore::event).toList());
    }

    /** For how many seconds the oldest event without a position has been waiting for it. */
    public Future<Long> lagSeconds() {
        return pool.preparedQuery(LAG)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Future<Boolean> alone(SqlConnection connection) {
        return connection
                .preparedQuery(ALONE)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Future<Integer> number(SqlConnection connection, int limit) {
        return connection.preparedQuery(POSITION).execute(Tuple.of(limit)).map(rows -> rows.rowCount());
    }

    private static FeedEvent event(Row row) {
        return new FeedEvent(row.getLong("feed_position"), row.getString("event"));
    }
}
