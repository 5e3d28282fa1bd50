package io.quittance.core.store;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Finds the orders whose time is over and that were not decided since. */
public final class ExpiryStore {

    private static final String DUE = """
            select merchant, reference from merchant_order where expiry_due_at <= $1 order by expiry_due_at limit $2""";

    // An order that was amended meanwhile has a moment of its own again.
    private static final String DECIDED = """
            update merchant_order o set expiry_due_at = null
            from unnest($1::text[], $2::text[]) as n (merchant, reference)
            where (o.merchant, o.reference) = (n.merchant, n.reference) and o.expiry_due_at <= $3""";

    private static final String LATER = """
            update merchant_order o set expiry_due_at = $3 where merchant = $1 and reference = $2""";

    private final Pool pool;

    /** Finds them through this pool. */
    public ExpiryStore(Pool pool) {
        this.pool = pool;
    }

    /** Those whose moment has come, the first of them first. */
    public Future<List<OrderKey>> due(Instant now, int limit) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(Times.utc(now), limit))
                .map(rows -> rows.stream()
                        .map(row -> new OrderKey(row.getString("merchant"), row.getString("reference")))
                        .toList());
    }

    /** Notes that these were decided at this moment. */
    public Future<Void> decided(Collection<OrderKey> orders, Instant now) {
        Tuple parameters = Columns.of(orders)
                .text(OrderKey::merchant)
                .text(OrderKey::reference)
                .constant(requireUtc(now))
                .tuple();
        return Retries.retrying(() -> pool.preparedQuery(DECIDED).execute(parameters))
                .mapEmpty();
    }

    /** Lets one that cannot be decided rest until then, so that it holds up no other. */
    public Future<Void> rest(OrderKey order, Instant until) {
        return pool.preparedQuery(LATER)
                .execute(Tuple.of(order.merchant(), order.reference(), Times.utc(until)))
                .mapEmpty();
    }

    private static Object requireUtc(Instant now) {
        return requireNonNull(Times.utc(now));
    }
}
