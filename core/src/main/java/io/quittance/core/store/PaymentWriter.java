package io.quittance.core.store;

import io.quittance.core.store.LedgerChanges.PaymentChange;
import io.quittance.spi.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what a decision makes of payments, within its transaction. */
final class PaymentWriter {

    private static final String INSERT = """
            insert into payment (order_reference, status, status_code, amount, currency, captured, refunded, counts, state,
                                 account_id, back_end, payment_id, merchant, updated_at)
            select *, now()
            from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[],
                        $8::boolean[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
            on conflict do nothing""";

    private static final String UPDATE = """
            update payment p set
                order_reference = coalesce(p.order_reference, n.order_reference), status = n.status,
                status_code = n.status_code, amount = n.amount, currency = n.currency, captured = n.captured,
                refunded = n.refunded, counts = n.counts, state = n.state, updated_at = now()
            from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[],
                        $8::boolean[], $9::text[], $10::text[], $11::text[], $12::text[])
                as n (order_reference, status, status_code, amount, currency, captured, refunded, counts, state,
                      account_id, back_end, payment_id)
            where (p.account_id, p.back_end, p.payment_id) = (n.account_id, n.back_end, n.payment_id)""";

    private final SqlConnection connection;
    private final Map<PaymentId, String> unrecorded;

    /**
     * Writes through this connection.
     *
     * @param unrecorded the payments of which there is no row yet, and whose they are
     */
    PaymentWriter(SqlConnection connection, Map<PaymentId, String> unrecorded) {
        this.connection = connection;
        this.unrecorded = unrecorded;
    }

    /** Sends all statements at once. */
    Future<Void> write(List<PaymentChange> changes) {
        List<PaymentChange> first = changes.stream()
                .filter(change -> unrecorded.containsKey(id(change)))
                .sorted(Comparator.comparing(PaymentWriter::id))
                .toList();
        List<PaymentChange> others = changes.stream()
                .filter(change -> !unrecorded.containsKey(id(change)))
                .toList();
        return Future.join(insert(first), update(others)).mapEmpty();
    }

    /** In the order of the keys, since another decision may be about to insert the same; whoever is second begins again. */
    private Future<Void> insert(List<PaymentChange> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple parameters =
                columns(rows).text(change -> unrecorded.get(id(change))).tuple();
        return connection.preparedQuery(INSERT).execute(parameters).map(inserted -> {
            if (inserted.rowCount() < rows.size()) {
                throw new Retries.RepeatException("A payment came on record meanwhile");
            }
            return null;
        });
    }

    private Future<Void> update(List<PaymentChange> rows) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(UPDATE)
                        .execute(columns(rows).tuple())
                        .mapEmpty();
    }

    private static Columns<PaymentChange> columns(Collection<PaymentChange> rows) {
        return Columns.of(rows)
                .text(PaymentChange::reference)
                .text(p -> WireNames.of(p.payment().status().status()))
                .text(p -> p.payment().status().code())
                .bigint(p -> amount(p, Money::minorUnits))
                .text(p -> amount(p, Money::currency))
                .bigint(p -> p.payment().captured())
                .bigint(p -> p.payment().refunded())
                .flag(PaymentChange::counts)
                .text(p -> p.parked() ? "parked" : "decided")
                .text(p -> id(p).account())
                .text(p -> id(p).key().backEnd())
                .text(p -> id(p).key().id());
    }

    private static PaymentId id(PaymentChange change) {
        return change.payment().id();
    }

    private static <T> @Nullable T amount(PaymentChange change, Function<Money, T> part) {
        Money amount = change.payment().amount();
        return amount == null ? null : part.apply(amount);
    }
}
