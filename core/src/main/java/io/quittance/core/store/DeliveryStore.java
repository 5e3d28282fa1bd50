package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Claims deliveries that are due, and keeps what came of them. Whoever claimed one has it until the lease ends, by the
 * database's clock; then another node may try it.
 */
public final class DeliveryStore {

    /** Longer than any attempt takes, so that a lease need not be renewed. */
    static final String LEASE = "interval '20 seconds'";

    private static final String CLAIM = """
            with due as (
                select d.merchant, d.delivery_id
                from unnest($1::text[], $2::text[], $3::int[]) as a (merchant, endpoint_id, room)
                cross join lateral (
                    select w.merchant, w.delivery_id from delivery w
                    where w.merchant = a.merchant and w.endpoint_id = a.endpoint_id and w.next_attempt_at <= $4::timestamptz
                      and (w.lease_until is null or w.lease_until <= now())
                    order by w.next_attempt_at
                    limit a.room
                    for update skip locked
                ) d
            ), claimed as (
                update delivery d set owner = $5::uuid, lease_until = now() + %s
                from due where (d.merchant, d.delivery_id) = (due.merchant, due.delivery_id)
                returning d.*
            )
            select c.merchant, c.endpoint_id, c.delivery_id, c.event_id, c.attempts, c.first_attempt_at, c.log,
                   e.at, e.event::text as body, e.traceparent
            from claimed c
            join order_event e on (e.merchant, e.reference, e.version) = (c.merchant, c.reference, c.version)
             and e.event_id = c.event_id
            order by c.next_attempt_at, c.delivery_id""".formatted(LEASE);

    // The next of an order is the first that is not over; if that has no time yet, it has been waiting for this one.
    private static final String RECORD = """
            with ended as (
                update delivery d set state = n.state, attempts = n.attempts,
                    first_attempt_at = coalesce(d.first_attempt_at, n.at), next_attempt_at = n.next_attempt_at,
                    owner = null, lease_until = null, last_status = n.status, last_error = n.error,
                    delivered_at = case when n.state = 'delivered' then n.at end, log = n.log
                from unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::int[],
                            $8::text[], $9::jsonb[])
                    as n (merchant, delivery_id, attempts, state, at, next_attempt_at, status, error, log)
                where (d.merchant, d.delivery_id) = (n.merchant, n.delivery_id)
                  and d.owner = $10::uuid and d.attempts = n.attempts - 1
                returning d.merchant, d.endpoint_id, d.reference, d.delivery_id, d.state
            ), freed as (
                select f.merchant, f.delivery_id
                from (select distinct merchant, endpoint_id, reference from ended where state in ('delivered', 'dead')) o
                cross join lateral (
                    select w.merchant, w.delivery_id, w.next_attempt_at from delivery w
                    where w.merchant = o.merchant and w.endpoint_id = o.endpoint_id and w.reference = o.reference
                      and w.state in ('pending', 'retrying')
                      and w.delivery_id not in (select delivery_id from ended where state in ('delivered', 'dead'))
                    order by w.version
                    limit 1
                ) f
                where f.next_attempt_at is null
            )
            update delivery d set next_attempt_at = $11::timestamptz from freed
            where (d.merchant, d.delivery_id) = (freed.merchant, freed.delivery_id)""";

    private final Pool pool;
    private final UUID owner;

    /** Claims in the name of this owner: one for each process. */
    public DeliveryStore(Pool pool, UUID owner) {
        this.pool = pool;
        this.owner = owner;
    }

    /**
     * Claims what is due, longest first.
     *
     * @param room how many for each endpoint
     */
    public Future<List<DeliveryWork>> claim(Map<EndpointKey, Integer> room, Instant now) {
        Tuple parameters = Columns.of(room.entrySet())
                .text(entry -> entry.getKey().merchant())
                .text(entry -> entry.getKey().id())
                .integer(Map.Entry::getValue)
                .constant(now.atOffset(ZoneOffset.UTC))
                .constant(owner)
                .tuple();
        return Retries.retrying(() -> pool.preparedQuery(CLAIM).execute(parameters))
                .map(rows -> rows.stream().map(DeliveryStore::work).toList());
    }

    /**
     * Keeps what came of deliveries, unless another owner has them by now, and lets those come next that waited for them.
     *
     * @return how many of those there are
     */
    public Future<Integer> record(List<DeliveryOutcome> outcomes, Instant now) {
        Set<EndpointKey> endpoints = new HashSet<>();
        outcomes.forEach(outcome -> endpoints.add(outcome.work().endpoint()));
        return Retries.retrying(() -> pool.withTransaction(connection ->
                EndpointLock.take(connection, endpoints).compose(locked -> record(connection, outcomes, now))));
    }

    private Future<Integer> record(SqlConnection connection, List<DeliveryOutcome> outcomes, Instant now) {
        Tuple parameters = Columns.of(outcomes)
                .text(o -> o.work().endpoint().merchant())
                .uuid(o -> o.work().id())
                .integer(o -> o.work().attempts() + 1)
                .text(o -> WireNames.of(o.state()))
                .time(DeliveryOutcome::at)
                .time(DeliveryOutcome::nextAttemptAt)
                .integer(DeliveryOutcome::status)
                .text(DeliveryOutcome::error)
                .array(DeliveryOutcome::log)
                .constant(owner)
                .constant(now.atOffset(ZoneOffset.UTC))
                .tuple();
        return connection.preparedQuery(RECORD).execute(parameters).map(rows -> rows.rowCount());
    }

    private static DeliveryWork work(Row row) {
        return new DeliveryWork(
                new EndpointKey(row.getString("merchant"), row.getString("endpoint_id")),
                row.getUUID("delivery_id"),
                row.getUUID("event_id"),
                row.getString("body"),
                row.getOffsetDateTime("at").toInstant(),
                row.getInteger("attempts"),
                Times.instant(row.getOffsetDateTime("first_attempt_at")),
                (JsonArray) row.getJson("log"),
                row.getString("traceparent"));
    }
}
