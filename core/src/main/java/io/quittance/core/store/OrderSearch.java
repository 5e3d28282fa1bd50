package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds orders by what a person has of them: the merchant's reference, the provider's id of a payment, or what they cost. */
public final class OrderSearch {

    private static final int MOST = 50;

    private static final String BY_REFERENCE = """
            select o.merchant, o.reference, o.registered_at is not null as registered, o.status, o.amount, o.currency, o.paid,
                   null as payment
              from (select distinct merchant from account) m
              join merchant_order o on o.merchant = m.merchant and o.reference = $1
             where $2::text is null or m.merchant = $2
            """;

    // The back ends of an account are few, and lead to the payment in the index; each step finds the next of them
    // there.
    private static final String BY_PAYMENT = """
            select p.merchant, p.order_reference as reference, coalesce(o.registered_at is not null, false) as registered,
                   coalesce(o.status, p.status) as status, o.amount, o.currency, o.paid, p.payment_id as payment
              from account a
             cross join lateral (
                   with recursive one (back_end) as (
                       (select back_end from payment where account_id = a.account_id order by back_end limit 1)
                        union all
                       select (select p.back_end from payment p
                                where p.account_id = a.account_id and p.back_end > one.back_end
                                order by p.back_end limit 1)
                         from one where one.back_end is not null)
                   select back_end from one where back_end is not null) b
              join payment p on p.account_id = a.account_id and p.back_end = b.back_end and p.payment_id = $1
              left join merchant_order o on o.merchant = p.merchant and o.reference = p.order_reference
             where $2::text is null or p.merchant = $2
            """;

    private static final String FIND =
            BY_REFERENCE + " union all " + BY_PAYMENT + " order by merchant, reference, payment limit " + MOST;

    private static final String BY_AMOUNT = """
            select o.merchant, o.reference, true as registered, o.status, o.amount, o.currency, o.paid, null as payment
              from (select distinct merchant from account) m
             cross join lateral (
                   select * from merchant_order o
                    where o.merchant = m.merchant and o.amount = $1 and o.registered_at is not null and ($2::text is null or o.currency = $2)
                    order by o.registered_at desc
                    limit %d) o
             where $3::text is null or m.merchant = $3
             order by o.registered_at desc
             limit %d
            """.formatted(MOST, MOST);

    private final Pool pool;

    /** Reads through this pool. */
    public OrderSearch(Pool pool) {
        this.pool = pool;
    }

    /**
     * An order, or a payment without one.
     *
     * @param reference of the order; null: the payment names none
     * @param registered whether the merchant registered it
     * @param status of the order, or of the payment if there is no order
     * @param amount what is expected, in minor units; null, and so its currency: nobody registered it
     * @param payment the provider's id by which it was found; null: it was found by its reference
     */
    public record Found(
            String merchant,
            @Nullable String reference,
            boolean registered,
            String status,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable Long paid,
            @Nullable String payment) {}

    /**
     * Those that a text names exactly, at most 50.
     *
     * @param merchant whose they must be; null: anybody's
     */
    public Future<List<Found>> find(String text, @Nullable String merchant) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(text, merchant))
                .map(rows -> rows.stream().map(OrderSearch::found).toList());
    }

    /**
     * Those for which so much is expected, newest first, at most 50.
     *
     * @param minorUnits of the currency
     * @param currency null: any
     * @param merchant whose they must be; null: anybody's
     */
    public Future<List<Found>> findByAmount(long minorUnits, @Nullable String currency, @Nullable String merchant) {
        return pool.preparedQuery(BY_AMOUNT)
                .execute(Tuple.of(minorUnits, currency, merchant))
                .map(rows -> rows.stream().map(OrderSearch::found).toList());
    }

    private static Found found(Row row) {
        return new Found(
                row.getString("merchant"),
                row.getString("reference"),
                row.getBoolean("registered"),
                row.getString("status"),
                row.getLong("amount"),
                row.getString("currency"),
                row.getLong("paid"),
                row.getString("payment"));
    }
}
