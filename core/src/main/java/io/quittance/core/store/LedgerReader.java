package io.quittance.core.store;

import io.quittance.core.store.LedgerScope.CaseKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Locks a scope and reads what is on record about it, within a transaction. */
final class LedgerReader {

    private static final String END_CLAIMS = """
            with held as (
                select c.account_id, c.subject, c.token
                from unnest($1::text[], $2::text[], $3::bigint[]) as mine (account_id, subject, token)
                join subject_claim c using (account_id, subject, token)
                order by c.account_id, c.subject for update of c
            )
            delete from subject_claim c using held
            where (c.account_id, c.subject, c.token) = (held.account_id, held.subject, held.token)
            returning c.account_id, c.subject, c.token""";

    // Whoever holds the claim of the subject is the only one who adds to this.
    private static final String REPLAYED = """
            select distinct o.account_id, o.back_end, o.payment_id, k.merchant
            from unnest($1::text[], $2::text[], $3::uuid[], $4::text[]) as k (merchant, account_id, notification_id, subject)
            join payment_observation o on o.account_id = k.account_id and o.notification_id = k.notification_id
                and (o.subject is null or o.subject = k.subject)
            where o.notification_id is not null and not o.superseded""";

    private static final String LINKS = """
            select p.account_id, p.back_end, p.payment_id, p.merchant, p.order_reference
            from unnest($1::text[], $2::text[], $3::text[]) as k (account_id, back_end, payment_id)
            join payment p using (account_id, back_end, payment_id)""";

    private static final String CREATE_SHELLS = """
            insert into merchant_order (merchant, reference, updated_at)
            select merchant, reference, now() from unnest($1::text[], $2::text[]) as k (merchant, reference)
            where not exists (select from merchant_order o where (o.merchant, o.reference) = (k.merchant, k.reference))
            on conflict do nothing""";

    private static final String LOCK_ORDERS = """
            select o.merchant, o.reference, o.amount, o.currency, o.expires_at, o.cancelled_at, o.status, o.paid, o.refunded,
                   o.version, o.paid_told
            from unnest($1::text[], $2::text[]) as k (merchant, reference)
            join merchant_order o using (merchant, reference)
            order by o.merchant collate "C", o.reference collate "C" for update of o""";

    private static final String LOCK_PAYMENTS = """
            select p.account_id, p.back_end, p.payment_id, p.merchant, p.order_reference
            from unnest($1::text[], $2::text[], $3::text[]) as k (account_id, back_end, payment_id)
            join payment p using (account_id, back_end, payment_id)
            order by p.account_id collate "C", p.back_end collate "C", p.payment_id collate "C" for update of p""";

    private static final String PAYMENTS_OF_ORDERS = """
            select p.account_id, p.back_end, p.payment_id, p.merchant, p.order_reference
            from unnest($1::text[], $2::text[]) as k (merchant, reference)
            join payment p on p.merchant = k.merchant and p.order_reference = k.reference""";

    /** So many of the latest observations of a payment decide; no provider's payment comes near. */
    static final int MAX_OBSERVATIONS = 1_000;

    private static final String OBSERVATIONS = """
            select o.account_id, o.back_end, o.payment_id, o.observation_id, o.notification_id, o.subject, o.observed_at,
                   o.observation
            from unnest($1::text[], $2::text[], $3::text[]) as k (account_id, back_end, payment_id)
            cross join lateral (
                select * from payment_observation l
                where (l.account_id, l.back_end, l.payment_id) = (k.account_id, k.back_end, k.payment_id)
                    and not l.superseded
                order by l.observed_at desc
                limit %d
            ) o""".formatted(MAX_OBSERVATIONS);

    private static final String CASES = """
            select c.merchant, c.case_id, c.about, c.kind, c.order_reference, c.opened_at, c.expected, c.seen, c.action
            from unnest($1::text[], $2::text[]) as k (merchant, about)
            join discrepancy_case c on c.merchant = k.merchant and c.about = k.about
                and c.state <> 'closed' and c.lapsed_at is null""";

    private final SqlConnection connection;

    LedgerReader(SqlConnection connection) {
        this.connection = connection;
    }

    Future<LedgerDraft> draft(LedgerScope scope) {
        LedgerDraft draft = new LedgerDraft(scope);
        return endClaims(draft)
                .compose(done -> draft.isLost() ? Future.succeededFuture() : lockAndRead(draft))
                .map(done -> draft);
    }

    private Future<Void> lockAndRead(LedgerDraft draft) {
        return readReplayed(draft)
                .compose(done -> readLinks(draft))
                .compose(done -> lockOrders(draft))
                .compose(done -> lockPayments(draft))
                .compose(done -> readPaymentsOfOrders(draft))
                .compose(done -> Future.all(readObservations(draft), readCases(draft)))
                .mapEmpty();
    }

    private Future<Void> endClaims(LedgerDraft draft) {
        if (draft.scope().claims().isEmpty()) {
            return Future.succeededFuture();
        }
        return run(
                END_CLAIMS,
                Columns.of(draft.scope().claims())
                        .text(Claim::account)
                        .text(Claim::subject)
                        .bigint(Claim::token)
                        .tuple(),
                draft::addHeldClaim);
    }

    private Future<Void> readReplayed(LedgerDraft draft) {
        Set<Replayed> replayed = draft.scope().replayed();
        return replayed.isEmpty()
                ? Future.succeededFuture()
                : run(
                        REPLAYED,
                        Columns.of(replayed)
                                .text(Replayed::merchant)
                                .text(Replayed::account)
                                .uuid(Replayed::notification)
                                .text(Replayed::subject)
                                .tuple(),
                        draft::addReplayed);
    }

    private Future<Void> readLinks(LedgerDraft draft) {
        return run(LINKS, paymentKeys(draft.scope().payments().keySet()), draft::addLink);
    }

    private Future<Void> lockOrders(LedgerDraft draft) {
        Set<OrderKey> orders = draft.ordersToLock();
        if (orders.isEmpty()) {
            return Future.succeededFuture();
        }
        return run(CREATE_SHELLS, orderKeys(orders), row -> {})
                .compose(done -> run(LOCK_ORDERS, orderKeys(orders), draft::addOrder));
    }

    private Future<Void> lockPayments(LedgerDraft draft) {
        Set<PaymentId> payments = draft.scope().payments().keySet();
        return payments.isEmpty()
                ? Future.succeededFuture()
                : run(LOCK_PAYMENTS, paymentKeys(payments), draft::addPayment).onSuccess(done -> draft.addUnrecorded());
    }

    private Future<Void> readPaymentsOfOrders(LedgerDraft draft) {
        return run(PAYMENTS_OF_ORDERS, orderKeys(draft.orders()), draft::addPayment);
    }

    private Future<Void> readObservations(LedgerDraft draft) {
        Set<PaymentId> recorded = draft.recorded();
        return recorded.isEmpty()
                ? Future.succeededFuture()
                : run(OBSERVATIONS, paymentKeys(recorded), draft::addObservation);
    }

    private Future<Void> readCases(LedgerDraft draft) {
        return run(
                CASES,
                Columns.of(draft.caseKeys())
                        .text(CaseKey::merchant)
                        .text(CaseKey::about)
                        .tuple(),
                draft::addCase);
    }

    private Future<Void> run(String sql, Tuple parameters, Consumer<Row> consumer) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> {
            rows.forEach(consumer);
            return null;
        });
    }

    private static Tuple orderKeys(Collection<OrderKey> orders) {
        return Columns.of(new TreeSet<>(orders))
                .text(OrderKey::merchant)
                .text(OrderKey::reference)
                .tuple();
    }

    private static Tuple paymentKeys(Collection<PaymentId> payments) {
        return Columns.of(new TreeSet<>(payments))
                .text(PaymentId::account)
                .text(id -> id.key().backEnd())
                .text(id -> id.key().id())
                .tuple();
    }
}
