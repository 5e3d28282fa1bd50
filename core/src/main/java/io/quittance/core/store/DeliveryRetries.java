package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins deliveries anew that are dead, or that wait for their next attempt. */
public final class DeliveryRetries {

    /** How many are begun anew at once. */
    public static final int MOST = 1_000;

    // What is being tried this very moment is left alone.
    private static final String BEGIN_ANEW = """
            update delivery set state = 'pending', attempts = 0, first_attempt_at = null, next_attempt_at = $1::timestamptz, owner = null
            where (lease_until is null or lease_until <= now()) and state in ('dead', 'retrying')
              and (merchant, delivery_id) in (%s)""";

    private static final String ONE = BEGIN_ANEW.formatted("select $2::text, $3::uuid");

    private static final String MANY = BEGIN_ANEW.formatted("""
            select d.merchant, d.delivery_id from endpoint e
            cross join lateral (
                select w.merchant, w.delivery_id from delivery w
                where w.merchant = e.merchant and w.endpoint_id = e.endpoint_id and w.state = $4::text
                order by w.delivery_id limit $5::int) d
            where ($2::text is null or e.merchant = $2) and ($3::text is null or e.endpoint_id = $3)
            order by d.delivery_id limit $5::int""");

    private static final String MATCHING = """
            select merchant, endpoint_id from endpoint
            where ($1::text is null or merchant = $1) and ($2::text is null or endpoint_id = $2)""";

    private final Pool pool;

    /** Works through this pool. */
    public DeliveryRetries(Pool pool) {
        this.pool = pool;
    }

    /** Begins this one anew; nothing happens if it is delivered, pending, or being tried. */
    public Future<Void> retry(DeliveryRow delivery, Instant now) {
        Tuple parameters = Tuple.of(now.atOffset(ZoneOffset.UTC), delivery.merchant(), delivery.id());
        List<EndpointKey> endpoint = List.of(new EndpointKey(delivery.merchant(), delivery.endpoint()));
        return update(endpoint, ONE, parameters).mapEmpty();
    }

    /**
     * Begins anew, oldest first, at most {@link #MOST}.
     *
     * @param merchant whose; null: everybody's
     * @param endpoint of which; null: of all
     * @param state {@link DeliveryState#DEAD} or {@link DeliveryState#RETRYING}
     * @return how many
     */
    public Future<Integer> retry(
            @Nullable String merchant, @Nullable String endpoint, DeliveryState state, Instant now) {
        Tuple parameters = Tuple.of(now.atOffset(ZoneOffset.UTC), merchant, endpoint, WireNames.of(state), MOST);
        return pool.preparedQuery(MATCHING)
                .execute(Tuple.of(merchant, endpoint))
                .map(rows -> rows.stream()
                        .map(row -> new EndpointKey(row.getString(0), row.getString(1)))
                        .toList())
                .compose(endpoints -> update(endpoints, MANY, parameters));
    }

    private Future<Integer> update(List<EndpointKey> endpoints, String sql, Tuple parameters) {
        return Retries.retrying(() -> pool.withTransaction(connection ->
                EndpointLock.take(connection, endpoints).compose(locked -> update(connection, sql, parameters))));
    }

    private static Future<Integer> update(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount());
    }
}
