package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Endpoints, and how far the events of their merchants have become deliveries. */
public final class EndpointStore {

    private static final String REGISTER = """
            insert into endpoint (merchant, endpoint_id, planned_position, created_at)
            select n.merchant, n.endpoint_id, coalesce(f.last_position, 0), now()
            from unnest($1::text[], $2::text[]) as n (merchant, endpoint_id)
            left join event_feed f on f.merchant = n.merchant
            order by n.merchant, n.endpoint_id
            on conflict do nothing""";

    private static final String BEHIND = """
            select e.merchant, e.endpoint_id
            from unnest($1::text[], $2::text[]) as mine (merchant, endpoint_id)
            join endpoint e using (merchant, endpoint_id)
            join event_feed f using (merchant)
            where f.last_position > e.planned_position""";

    private static final String NEWS = """
            select e.reference, e.version, e.event_id, e.type, e.feed_position
            from endpoint p join order_event e on e.merchant = p.merchant and e.feed_position > p.planned_position
            where p.merchant = $1 and p.endpoint_id = $2
            order by e.feed_position limit $3""";

    private static final String PLAN = """
            insert into delivery (merchant, delivery_id, endpoint_id, reference, version, event_id, type, state, created_at,
                                  next_attempt_at)
            select $6::text, n.delivery_id, $7::text, n.reference, n.version, n.event_id, n.type, 'pending', $8::timestamptz,
                   case when row_number() over (partition by n.reference order by n.version) = 1
                         and not exists (select from delivery o
                                         where o.merchant = $6::text and o.endpoint_id = $7::text and o.reference = n.reference
                                           and o.state in ('pending', 'retrying'))
                        then $8::timestamptz end
            from unnest($1::uuid[], $2::text[], $3::bigint[], $4::uuid[], $5::text[])
                as n (delivery_id, reference, version, event_id, type)
            on conflict (merchant, endpoint_id, reference, version) do nothing""";

    private static final String ADVANCE =
            "update endpoint set planned_position = $3 where merchant = $1 and endpoint_id = $2";

    private static final String WAITING = """
            select e.merchant, e.endpoint_id, w.size, w.seconds
            from unnest($1::text[], $2::text[]) as e (merchant, endpoint_id)
            cross join lateral (
                select count(*) as size, coalesce(extract(epoch from now() - min(created_at)), 0)::bigint as seconds
                from (select created_at from delivery d
                      where d.merchant = e.merchant and d.endpoint_id = e.endpoint_id
                        and d.state in ('pending', 'retrying') limit 100000) open
            ) w""";

    private final Pool pool;

    /** Works through this pool. */
    public EndpointStore(Pool pool) {
        this.pool = pool;
    }

    private record News(UUID delivery, String reference, long version, UUID event, String type, long position) {}

    /**
     * How much an endpoint has not taken yet.
     *
     * @param deliveries how many, counted up to 100,000
     * @param oldestSeconds for how long the oldest of them has been waiting
     */
    public record Waiting(EndpointKey endpoint, long deliveries, long oldestSeconds) {}

    /** Makes endpoints known. Those that are new begin behind what is in the feed of their merchant now. */
    public Future<Void> register(Collection<EndpointKey> endpoints) {
        return Retries.retrying(() -> pool.preparedQuery(REGISTER)
                .execute(EndpointLock.parameters(endpoints))
                .mapEmpty());
    }

    /** Those of these endpoints for which there are events that are no deliveries yet. */
    public Future<List<EndpointKey>> behind(Collection<EndpointKey> endpoints) {
        return pool.preparedQuery(BEHIND)
                .execute(EndpointLock.parameters(endpoints))
                .map(rows -> rows.stream().map(EndpointStore::key).toList());
    }

    /**
     * Makes deliveries of the next events for an endpoint.
     *
     * @param limit how many at most
     * @param now from when on they are due
     * @return how many
     */
    public Future<Integer> plan(EndpointKey endpoint, int limit, Instant now) {
        return Retries.retrying(() -> pool.withTransaction(connection -> EndpointLock.take(
                        connection, List.of(endpoint))
                .compose(locked ->
                        connection.preparedQuery(NEWS).execute(Tuple.of(endpoint.merchant(), endpoint.id(), limit)))
                .map(rows -> rows.stream().map(EndpointStore::news).toList())
                .compose(news -> news.isEmpty()
                        ? Future.succeededFuture(0)
                        : plan(connection, endpoint, news, now).map(news.size()))));
    }

    /** How much each of these endpoints has not taken yet. */
    public Future<List<Waiting>> waiting(Collection<EndpointKey> endpoints) {
        return pool.preparedQuery(WAITING)
                .execute(EndpointLock.parameters(endpoints))
                .map(rows -> rows.stream()
                        .map(row -> new Waiting(key(row), row.getLong("size"), row.getLong("seconds")))
                        .toList());
    }

    private static Future<Void> plan(SqlConnection connection, EndpointKey endpoint, List<News> news, Instant now) {
        Tuple deliveries = Columns.of(news)
                .uuid(News::delivery)
                .text(News::reference)
                .bigint(News::version)
                .uuid(News::event)
                .text(News::type)
                .constant(endpoint.merchant())
                .constant(endpoint.id())
                .constant(now.atOffset(ZoneOffset.UTC))
                .tuple();
        long last = news.get(news.size() - 1).position();
        return connection
                .preparedQuery(PLAN)
                .execute(deliveries)
                .compose(planned ->
                        connection.preparedQuery(ADVANCE).execute(Tuple.of(endpoint.merchant(), endpoint.id(), last)))
                .mapEmpty();
    }

    private static News news(Row row) {
        return new News(
                Ids.next(),
                row.getString("reference"),
                row.getLong("version"),
                row.getUUID("event_id"),
                row.getString("type"),
                row.getLong("feed_position"));
    }

    private static EndpointKey key(Row row) {
        return new EndpointKey(row.getString("merchant"), row.getString("endpoint_id"));
    }
}
