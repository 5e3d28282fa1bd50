package io.quittance.core.store;

import io.quittance.core.store.OrderView.CaseView;
import io.quittance.core.store.OrderView.PaymentView;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads orders for people and merchants. */
public final class OrderQueries {

    // One statement, so that status, payments and cases are of one moment.
    private static final String FIND = """
            select o.reference, o.status, o.amount, o.currency, o.paid, o.refunded, o.version,
              (select coalesce(jsonb_agg(jsonb_build_object(
                   'account', p.account_id, 'provider', a.provider, 'id', p.payment_id, 'status', p.status,
                   'amount', p.amount, 'currency', p.currency, 'captured', p.captured, 'refunded', p.refunded,
                   'counts', p.counts) order by p.account_id, p.back_end, p.payment_id), '[]')
                 from payment p left join account a on a.account_id = p.account_id
                where p.merchant = o.merchant and p.order_reference = o.reference) as payments,
              (select coalesce(jsonb_agg(jsonb_build_object(
                   'id', c.case_id, 'kind', c.kind, 'state', c.state,
                   'expected', c.expected, 'seen', c.seen, 'proposal', c.proposal) order by c.case_id), '[]')
                 from discrepancy_case c
                where c.merchant = o.merchant and c.order_reference = o.reference) as cases
              from merchant_order o
             where o.merchant = $1 and o.reference = $2 and o.registered_at is not null
            """;

    private final Pool pool;

    /** Reads through this pool. */
    public OrderQueries(Pool pool) {
        this.pool = pool;
    }

    /** The order; empty if the merchant never registered it. */
    public Future<Optional<OrderView>> find(String merchant, String reference) {
        return pool.preparedQuery(FIND).execute(Tuple.of(merchant, reference)).map(OrderQueries::single);
    }

    private static Optional<OrderView> single(RowSet<Row> rows) {
        return rows.stream().findFirst().map(OrderQueries::view);
    }

    private static OrderView view(Row row) {
        return new OrderView(
                row.getString("reference"),
                row.getString("status"),
                row.getLong("amount"),
                row.getString("currency"),
                row.getLong("paid"),
                row.getLong("refunded"),
                row.getLong("version"),
                list(row.getJsonArray("payments"), PaymentView.class),
                list(row.getJsonArray("cases"), CaseView.class));
    }

    private static <T> List<T> list(JsonArray array, Class<T> type) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> ((JsonObject) element).mapTo(type))
                .toList();
    }
}
