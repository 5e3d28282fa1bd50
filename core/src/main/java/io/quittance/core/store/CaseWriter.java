package io.quittance.core.store;

import io.quittance.core.store.LedgerChanges.AdoptedCase;
import io.quittance.core.store.LedgerChanges.NewCase;
import io.quittance.core.store.LedgerChanges.ResolvedCase;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what a decision does to cases, within its transaction. */
final class CaseWriter {

    private static final String OPEN = """
            insert into discrepancy_case (merchant, case_id, account_id, kind, about, order_reference, back_end, payment_id,
                                          notification_id, state, expected, seen, proposal, grace_until, opened_at)
            select merchant, case_id, account_id, kind, about, order_reference, back_end, payment_id, notification_id, 'open',
                   expected, seen, proposal, grace_until, now()
            from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                        $9::uuid[], $10::text[], $11::text[], $12::text[], $13::timestamptz[])
                as n (merchant, case_id, account_id, kind, about, order_reference, back_end, payment_id, notification_id,
                      expected, seen, proposal, grace_until)
            on conflict (merchant, about, kind) where state = 'open' do nothing""";

    private static final String CLOSE = """
            update discrepancy_case c set state = 'closed', closed_at = now()
            from unnest($1::text[], $2::uuid[]) as n (merchant, case_id)
            where (c.merchant, c.case_id) = (n.merchant, n.case_id) and c.state = 'open'""";

    private static final String ADOPT = """
            update discrepancy_case c set order_reference = n.order_reference
            from unnest($1::text[], $2::uuid[], $3::text[]) as n (merchant, case_id, order_reference)
            where (c.merchant, c.case_id) = (n.merchant, n.case_id)""";

    private static final String RESOLVE = """
            update discrepancy_case c set state = 'resolved', action = n.action, note = n.note, resolved_by = n.resolved_by,
                resolved_at = n.resolved_at
            from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
                as n (merchant, case_id, action, note, resolved_by, resolved_at)
            where (c.merchant, c.case_id) = (n.merchant, n.case_id) and c.state = 'open'""";

    private static final String LAPSE = """
            update discrepancy_case c set lapsed_at = now()
            from unnest($1::text[], $2::uuid[]) as n (merchant, case_id)
            where (c.merchant, c.case_id) = (n.merchant, n.case_id)""";

    private final SqlConnection connection;

    CaseWriter(SqlConnection connection) {
        this.connection = connection;
    }

    /** Sends all statements at once. What is opened may take the place of what is closed. */
    Future<Void> write(LedgerChanges changes) {
        return Future.join(List.of(
                        each(CLOSE, changes.closed(), CaseWriter::closed),
                        each(RESOLVE, changes.decisions().resolved(), CaseWriter::resolved),
                        each(LAPSE, changes.decisions().lapsed(), CaseWriter::lapsed),
                        each(ADOPT, changes.adopted(), CaseWriter::adopted),
                        each(OPEN, changes.opened(), CaseWriter::opened)))
                .mapEmpty();
    }

    private <R> Future<Void> each(String sql, Collection<R> rows, Function<Collection<R>, Tuple> parameters) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(sql).execute(parameters.apply(rows)).mapEmpty();
    }

    private static Tuple opened(Collection<NewCase> rows) {
        return Columns.of(rows)
                .text(NewCase::merchant)
                .uuid(NewCase::id)
                .text(NewCase::account)
                .text(c -> c.discrepancy().kind().wireName())
                .text(NewCase::about)
                .text(NewCase::reference)
                .text(c -> payment(c, id -> id.key().backEnd()))
                .text(c -> payment(c, id -> id.key().id()))
                .uuid(NewCase::notification)
                .text(c -> c.discrepancy().expected())
                .text(c -> c.discrepancy().seen())
                .text(c -> c.discrepancy().proposal())
                .time(c -> c.discrepancy().graceUntil())
                .tuple();
    }

    private static Tuple closed(Collection<OpenCase> rows) {
        return Columns.of(rows).text(OpenCase::merchant).uuid(OpenCase::id).tuple();
    }

    private static Tuple adopted(Collection<AdoptedCase> rows) {
        return Columns.of(rows)
                .text(c -> c.open().merchant())
                .uuid(c -> c.open().id())
                .text(AdoptedCase::reference)
                .tuple();
    }

    private static Tuple resolved(Collection<ResolvedCase> rows) {
        return Columns.of(rows)
                .text(c -> c.open().merchant())
                .uuid(c -> c.open().id())
                .text(c -> c.resolution().action().wireName())
                .text(c -> c.resolution().note())
                .text(c -> c.resolution().by())
                .time(c -> c.resolution().at())
                .tuple();
    }

    private static Tuple lapsed(Collection<OperatorDecision> rows) {
        return Columns.of(rows)
                .text(decision -> decision.facts().merchant())
                .uuid(OperatorDecision::caseId)
                .tuple();
    }

    private static @Nullable String payment(NewCase opened, Function<PaymentId, String> part) {
        PaymentId payment = opened.discrepancy().payment();
        return payment == null ? null : part.apply(payment);
    }
}
