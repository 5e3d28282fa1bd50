package io.quittance.core.store;

import io.quittance.core.store.LedgerChanges.OrderEvent;
import io.quittance.core.store.LedgerChanges.TimelineEntry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the changes of a decision, one statement for each table that changes, within a transaction. */
final class LedgerWriter {

    // A read that says what an earlier one said has its id, and takes its place.
    private static final String OBSERVATIONS = """
            insert into payment_observation
                (account_id, observation_id, back_end, payment_id, notification_id, subject, observed_at,
                 observation)
            select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::timestamptz[],
                                 $8::jsonb[])
            on conflict (account_id, observation_id) do update
                set notification_id = excluded.notification_id, subject = excluded.subject,
                    observed_at = excluded.observed_at, observation = excluded.observation""";

    private static final String SUPERSEDE = """
            update payment_observation o set superseded = true
            from unnest($1::text[], $2::uuid[]) as n (account_id, observation_id)
            where (o.account_id, o.observation_id) = (n.account_id, n.observation_id)""";

    private static final String ORDERS = """
            update merchant_order o set status = n.status, paid = n.paid, refunded = n.refunded, version = n.version,
                cancelled_at = n.cancelled_at, paid_told = n.paid_told, updated_at = now()
            from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::timestamptz[],
                        $8::boolean[])
                as n (merchant, reference, status, paid, refunded, version, cancelled_at, paid_told)
            where (o.merchant, o.reference) = (n.merchant, n.reference)""";

    private static final String TIMELINE = """
            insert into timeline_entry (merchant, entry_id, at, kind, order_reference, account_id, back_end, payment_id,
                                        notification_id, detail)
            select * from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[],
                                 $8::text[], $9::uuid[], $10::jsonb[])""";

    private static final String EVENTS = """
            insert into order_event (merchant, reference, version, event_id, at, type, event, traceparent)
            select * from unnest($1::text[], $2::text[], $3::bigint[], $4::uuid[], $5::timestamptz[], $6::text[], $7::jsonb[],
                                 $8::text[])""";

    private static final String REGISTER = """
            update merchant_order set registered_at = coalesce(registered_at, $3), amount = $4, currency = $5,
                expires_at = $6, expiry_due_at = $6, account_id = $7, metadata = $8, updated_at = now()
            where merchant = $1 and reference = $2""";

    private final SqlConnection connection;
    private final PaymentWriter payments;
    private final CaseWriter cases;
    private final AgendaWriter agenda;

    /**
     * Writes through this connection.
     *
     * @param unrecorded the payments of which there is no row yet, and whose they are
     */
    LedgerWriter(SqlConnection connection, Map<PaymentId, String> unrecorded) {
        this.connection = connection;
        this.payments = new PaymentWriter(connection, unrecorded);
        this.cases = new CaseWriter(connection);
        this.agenda = new AgendaWriter(connection);
    }

    /** Sends all statements at once: they share one connection, and so run in this order. */
    Future<Void> write(LedgerChanges changes) {
        List<Future<Void>> writes = new ArrayList<>();
        writes.add(each(OBSERVATIONS, changes.observations(), LedgerWriter::observations));
        writes.add(each(SUPERSEDE, changes.superseded(), LedgerWriter::superseded));
        writes.add(payments.write(changes.payments()));
        writes.add(each(ORDERS, changes.orders(), LedgerWriter::orders));
        writes.add(cases.write(changes));
        writes.add(each(TIMELINE, changes.timeline(), LedgerWriter::timeline));
        writes.add(each(EVENTS, changes.events(), LedgerWriter::events));
        writes.add(agenda.write(changes));
        return Future.join(writes).mapEmpty();
    }

    Future<Void> register(@Nullable OrderRegistration registration) {
        if (registration == null) {
            return Future.succeededFuture();
        }
        JsonObject metadata = registration.metadata();
        return connection
                .preparedQuery(REGISTER)
                .execute(Tuple.tuple()
                        .addString(registration.order().merchant())
                        .addString(registration.order().reference())
                        .addOffsetDateTime(Times.utc(registration.at()))
                        .addLong(registration.amount().minorUnits())
                        .addString(registration.amount().currency())
                        .addOffsetDateTime(Times.utc(registration.expiresAt()))
                        .addString(registration.account())
                        .addJsonObject(metadata == null ? null : WithoutNul.json(metadata)))
                .mapEmpty();
    }

    private <R> Future<Void> each(String sql, Collection<R> rows, Function<Collection<R>, Tuple> parameters) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(sql).execute(parameters.apply(rows)).mapEmpty();
    }

    private static Tuple observations(Collection<StoredObservation> rows) {
        return Columns.of(rows)
                .text(o -> o.payment().account())
                .uuid(StoredObservation::id)
                .text(o -> o.payment().key().backEnd())
                .text(o -> o.payment().key().id())
                .uuid(StoredObservation::notification)
                .text(StoredObservation::subject)
                .time(StoredObservation::observedAt)
                .json(o -> ObservationCodec.encode(o.observation()))
                .tuple();
    }

    private static Tuple superseded(Collection<StoredObservation> rows) {
        return Columns.of(rows)
                .text(o -> o.payment().account())
                .uuid(StoredObservation::id)
                .tuple();
    }

    private static Tuple orders(Collection<Order> rows) {
        return Columns.of(rows)
                .text(Order::merchant)
                .text(Order::reference)
                .text(o -> o.state().status().wireName())
                .bigint(o -> o.state().paid())
                .bigint(o -> o.state().refunded())
                .bigint(Order::version)
                .time(Order::cancelledAt)
                .flag(Order::paidTold)
                .tuple();
    }

    private static Tuple timeline(Collection<TimelineEntry> rows) {
        return Columns.of(rows)
                .text(TimelineEntry::merchant)
                .uuid(TimelineEntry::id)
                .time(TimelineEntry::at)
                .text(TimelineEntry::kind)
                .text(TimelineEntry::reference)
                .text(t -> t.payment() == null ? null : t.payment().account())
                .text(t -> backEnd(t.payment()))
                .text(t -> paymentId(t.payment()))
                .uuid(TimelineEntry::notification)
                .json(TimelineEntry::detail)
                .tuple();
    }

    private static Tuple events(Collection<OrderEvent> rows) {
        return Columns.of(rows)
                .text(e -> e.order().merchant())
                .text(e -> e.order().reference())
                .bigint(OrderEvent::version)
                .uuid(OrderEvent::id)
                .time(OrderEvent::at)
                .text(OrderEvent::type)
                .json(OrderEvent::event)
                .text(OrderEvent::traceparent)
                .tuple();
    }

    private static @Nullable String backEnd(@Nullable PaymentId payment) {
        return payment == null ? null : payment.key().backEnd();
    }

    private static @Nullable String paymentId(@Nullable PaymentId payment) {
        return payment == null ? null : payment.key().id();
    }
}
