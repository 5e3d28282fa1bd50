package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads deliveries, newest first. */
public final class DeliveryQueries {

    // Merchant by merchant, because every index leads with the merchant.
    private static final String PAGE = """
            select d.*
              from (select distinct merchant from endpoint) m
             cross join lateral (
                   select * from delivery d
                    where d.merchant = m.merchant and %1$s
                    order by d.delivery_id desc
                    limit %3$s) d
             where %2$s
             order by d.delivery_id desc
             limit %3$s
            """;

    private static final String FIND = """
            select d.* from (select distinct merchant from endpoint) m
              join delivery d on d.merchant = m.merchant and d.delivery_id = $1
             where $2::text is null or m.merchant = $2
            """;

    private final Pool pool;

    /** Reads through this pool. */
    public DeliveryQueries(Pool pool) {
        this.pool = pool;
    }

    /** One page. */
    public Future<List<DeliveryRow>> page(DeliveryFilter filter) {
        Tuple parameters = Tuple.tuple();
        Conditions deliveries = new Conditions(parameters)
                .and("d.endpoint_id = ?", filter.endpoint())
                .and("d.reference = ?", filter.order())
                .and(
                        "d.delivery_id < ?",
                        filter.before() == null ? null : filter.before().position());
        if (filter.state() != null) {
            // A literal, so that the planner can see that the index of those that are not delivered fits.
            deliveries.and("d.state = '" + WireNames.of(filter.state()) + "'");
        }
        Conditions merchants = new Conditions(parameters).and("m.merchant = ?", filter.merchant());
        String sql = PAGE.formatted(deliveries, merchants, Conditions.bind(parameters, filter.limit()));
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().map(DeliveryQueries::row).toList());
    }

    /**
     * One delivery; empty if there is none.
     *
     * @param merchant whose it must be; null: anybody's
     */
    public Future<Optional<DeliveryRow>> find(UUID id, @Nullable String merchant) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id, merchant))
                .map(rows -> rows.stream().map(DeliveryQueries::row).findFirst());
    }

    private static DeliveryRow row(Row row) {
        return new DeliveryRow(
                row.getUUID("delivery_id"),
                row.getString("merchant"),
                row.getString("endpoint_id"),
                row.getString("state"),
                row.getUUID("event_id"),
                row.getString("type"),
                row.getString("reference"),
                row.getLong("version"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at").toInstant(),
                Times.instant(row.getOffsetDateTime("next_attempt_at")),
                row.getInteger("last_status"),
                row.getString("last_error"),
                Times.instant(row.getOffsetDateTime("delivered_at")),
                (JsonArray) row.getJson("log"));
    }
}
