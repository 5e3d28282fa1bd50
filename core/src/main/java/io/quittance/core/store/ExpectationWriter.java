package io.quittance.core.store;

import io.quittance.core.store.LedgerChanges.Expectations;
import io.quittance.core.store.LedgerChanges.OrderExpectation;
import io.quittance.core.store.LedgerChanges.OrderLookupResult;
import io.quittance.core.store.LedgerChanges.PaymentExpectation;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.function.Function;

/** Writes what a decision expects from now on, within its transaction. */
final class ExpectationWriter {

    // A question that is under way, and a doubt, are not affected.
    private static final String PAYMENTS = """
            with n as (
                select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[])
                    as n (account_id, back_end, payment_id, merchant, since, due_millis)
            ), settled as (
                delete from payment_lookup l using n
                where (l.account_id, l.back_end, l.payment_id) = (n.account_id, n.back_end, n.payment_id)
                    and n.due_millis is null and l.reason = 'overdue'
            )
            insert into payment_lookup as l
                (account_id, back_end, payment_id, merchant, reason, requested_at, due_at, expected_since)
            select account_id, back_end, payment_id, merchant, 'overdue', clock_timestamp(),
                   now() + due_millis * interval '1 millisecond', since
            from n where due_millis is not null
            on conflict (account_id, back_end, payment_id) do update
                set expected_since = excluded.expected_since, asked = 0,
                    requested_at = case l.reason when 'overdue' then excluded.requested_at else l.requested_at end,
                    due_at = case l.reason when 'overdue' then excluded.due_at else l.due_at end""";

    private static final String ORDERS = """
            with n as (
                select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[])
                    as n (merchant, reference, account_id, since, ends_at, due_millis)
            ), heard as (
                delete from order_expectation e using n
                where (e.merchant, e.reference) = (n.merchant, n.reference) and n.account_id is null
            )
            insert into order_expectation (merchant, reference, account_id, expected_since, ends_at, due_at)
            select merchant, reference, account_id, since, ends_at, now() + due_millis * interval '1 millisecond'
            from n where account_id is not null
            on conflict (merchant, reference, account_id) do update
                set expected_since = excluded.expected_since, ends_at = excluded.ends_at, due_at = excluded.due_at, asked = 0""";

    private static final String RESULTS = """
            with n as (
                select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::bigint[], $7::text[])
                    as n (merchant, reference, account_id, asked, attempts, retry_millis, last_error)
            ), ended as (
                delete from order_expectation e using n
                where (e.merchant, e.reference, e.account_id) = (n.merchant, n.reference, n.account_id)
                    and n.retry_millis is null
            )
            update order_expectation e set asked = n.asked, attempts = n.attempts, last_error = n.last_error,
                due_at = now() + n.retry_millis * interval '1 millisecond'
            from n
            where (e.merchant, e.reference, e.account_id) = (n.merchant, n.reference, n.account_id)
                and n.retry_millis is not null""";

    private final SqlConnection connection;

    ExpectationWriter(SqlConnection connection) {
        this.connection = connection;
    }

    /** Sends all statements at once. What ends an order's expectation comes after the result of a look-up. */
    Future<Void> write(Expectations expectations) {
        return Future.join(
                        each(PAYMENTS, expectations.payments(), ExpectationWriter::payments),
                        each(RESULTS, expectations.results(), ExpectationWriter::results),
                        each(ORDERS, expectations.orders(), ExpectationWriter::orders))
                .mapEmpty();
    }

    private <R> Future<Void> each(String sql, Collection<R> rows, Function<Collection<R>, Tuple> parameters) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(sql).execute(parameters.apply(rows)).mapEmpty();
    }

    private static Tuple payments(Collection<PaymentExpectation> rows) {
        return Columns.of(rows)
                .text(e -> e.payment().account())
                .text(e -> e.payment().key().backEnd())
                .text(e -> e.payment().key().id())
                .text(PaymentExpectation::merchant)
                .time(PaymentExpectation::since)
                .bigint(PaymentExpectation::dueMillis)
                .tuple();
    }

    private static Tuple orders(Collection<OrderExpectation> rows) {
        return Columns.of(rows)
                .text(e -> e.order().merchant())
                .text(e -> e.order().reference())
                .text(OrderExpectation::account)
                .time(OrderExpectation::since)
                .time(OrderExpectation::endsAt)
                .bigint(OrderExpectation::dueMillis)
                .tuple();
    }

    private static Tuple results(Collection<OrderLookupResult> rows) {
        return Columns.of(rows)
                .text(e -> e.order().merchant())
                .text(e -> e.order().reference())
                .text(OrderLookupResult::account)
                .integer(OrderLookupResult::asked)
                .integer(OrderLookupResult::attempts)
                .bigint(OrderLookupResult::retryMillis)
                .text(OrderLookupResult::error)
                .tuple();
    }
}
