package io.quittance.core.store;

import io.quittance.core.store.LedgerChanges.ItemResult;
import io.quittance.core.store.LedgerChanges.LookupRequest;
import io.quittance.core.store.LedgerChanges.LookupResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Writes what a decision leaves to do, within its transaction: items that are tried again, and look-ups. */
final class AgendaWriter {

    // As the intake locks them when they come again: whoever locks them in another order would deadlock with it.
    private static final String LOCK_ITEMS = """
            select from notification_item i
            join unnest($1::text[], $2::uuid[], $3::smallint[]) as n (account_id, notification_id, position)
                using (account_id, notification_id, position)
            order by account_id, notification_id, position
            for update of i""";

    // In the order in which the intake locks items when they come again. What a repeat re-armed while this attempt was
    // under way stays due, and so does a repeat that is still to be
    // compared. What is to be replayed since is left as it is: this attempt knew only what was read before.
    private static final String ITEMS = """
            update notification_item i set attempts = n.attempts, unforeseen = n.unforeseen, last_error = n.last_error,
                state = case when n.state <> 'done'
                    and (i.next_attempt_at > n.due_at or i.repeated_at is distinct from n.repeated_at)
                    then 'retrying' else n.state end,
                next_attempt_at = case when n.state <> 'done' and i.next_attempt_at > n.due_at then i.next_attempt_at
                    when i.repeated_at is distinct from n.repeated_at then now()
                    else now() + n.retry_millis * interval '1 millisecond' end,
                repeated_at = case when n.retry_millis is null then nullif(i.repeated_at, n.repeated_at)
                    else i.repeated_at end,
                replay_id = case when n.state = 'done' then null else i.replay_id end
            from (
                select * from unnest($1::text[], $2::uuid[], $3::smallint[], $4::text[], $5::int[], $6::int[],
                                     $7::timestamptz[], $8::timestamptz[], $9::bigint[], $10::text[], $11::uuid[])
                    as n (account_id, notification_id, position, state, attempts, unforeseen, repeated_at, due_at,
                          retry_millis, last_error, replay_id)
                order by account_id, notification_id, position
            ) n
            where (i.account_id, i.notification_id, i.position) = (n.account_id, n.notification_id, n.position)
                and i.replay_id is not distinct from n.replay_id""";

    private static final String END_VANISHED = """
            delete from notification_item i
            using unnest($1::text[], $2::uuid[], $3::smallint[], $4::uuid[])
                as n (account_id, notification_id, position, replay_id)
            where (i.account_id, i.notification_id, i.position) = (n.account_id, n.notification_id, n.position)
                and i.replay_id = n.replay_id""";

    private static final String END_LOOKUPS = """
            delete from payment_lookup l
            using unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::int[], $7::int[], $8::bigint[],
                         $9::text[], $10::text[])
                as n (account_id, back_end, payment_id, requested_at, reason, asked, attempts, retry_millis, last_error,
                      unconfirmed)
            where (l.account_id, l.back_end, l.payment_id) = (n.account_id, n.back_end, n.payment_id)
                and l.requested_at = n.requested_at and n.retry_millis is null""";

    // What was wished anew while the provider was asked stays due.
    private static final String RETRY_LOOKUPS = """
            update payment_lookup l set attempts = n.attempts, last_error = n.last_error,
                due_at = case when l.requested_at = n.requested_at then now() + n.retry_millis * interval '1 millisecond'
                    else l.due_at end,
                reason = case when l.requested_at = n.requested_at then n.reason else l.reason end,
                asked = case when l.requested_at = n.requested_at then n.asked else l.asked end,
                unconfirmed = case when l.requested_at = n.requested_at then n.unconfirmed end
            from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::int[], $7::int[], $8::bigint[],
                        $9::text[], $10::text[])
                as n (account_id, back_end, payment_id, requested_at, reason, asked, attempts, retry_millis, last_error,
                      unconfirmed)
            where (l.account_id, l.back_end, l.payment_id) = (n.account_id, n.back_end, n.payment_id)""";

    private static final String REQUEST_LOOKUPS = """
            insert into payment_lookup (account_id, back_end, payment_id, merchant, reason, requested_at, due_at)
            select account_id, back_end, payment_id, merchant, 'in_doubt', clock_timestamp(), now()
            from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n (account_id, back_end, payment_id, merchant)
            on conflict (account_id, back_end, payment_id) do update
                set reason = excluded.reason, requested_at = excluded.requested_at, unconfirmed = null,
                    due_at = least(payment_lookup.due_at, excluded.due_at)""";

    private final SqlConnection connection;
    private final ExpectationWriter expectations;

    AgendaWriter(SqlConnection connection) {
        this.connection = connection;
        this.expectations = new ExpectationWriter(connection);
    }

    /** Sends all statements at once. What is wished for now comes after the end of what was. */
    Future<Void> write(LedgerChanges changes) {
        return Future.join(List.of(
                        items(changes),
                        each(END_LOOKUPS, changes.lookupResults(), AgendaWriter::lookupResults),
                        each(RETRY_LOOKUPS, changes.lookupResults(), AgendaWriter::lookupResults),
                        expectations.write(changes.expectations()),
                        each(REQUEST_LOOKUPS, changes.lookupRequests(), AgendaWriter::lookupRequests)))
                .mapEmpty();
    }

    /** All are locked in one order; where two statements change them, before both. */
    private Future<Void> items(LedgerChanges changes) {
        List<ItemResult> vanished = items(changes, true);
        return Future.join(
                        each(LOCK_ITEMS, vanished.isEmpty() ? List.of() : changes.items(), AgendaWriter::keys),
                        each(ITEMS, items(changes, false), AgendaWriter::items),
                        each(END_VANISHED, vanished, AgendaWriter::vanished))
                .mapEmpty();
    }

    private <R> Future<Void> each(String sql, Collection<R> rows, Function<Collection<R>, Tuple> parameters) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(sql).execute(parameters.apply(rows)).mapEmpty();
    }

    private static Tuple keys(Collection<ItemResult> rows) {
        return Columns.of(rows)
                .text(ItemResult::account)
                .uuid(ItemResult::notification)
                .smallint(ItemResult::position)
                .tuple();
    }

    private static Tuple items(Collection<ItemResult> rows) {
        return Columns.of(rows)
                .text(ItemResult::account)
                .uuid(ItemResult::notification)
                .smallint(ItemResult::position)
                .text(ItemResult::state)
                .integer(ItemResult::attempts)
                .integer(ItemResult::unforeseen)
                .time(ItemResult::repeatedAt)
                .time(ItemResult::dueAt)
                .bigint(ItemResult::retryMillis)
                .text(ItemResult::error)
                .uuid(ItemResult::replay)
                .tuple();
    }

    private static List<ItemResult> items(LedgerChanges changes, boolean vanished) {
        return changes.items().stream()
                .filter(item -> item.state().equals("vanished") == vanished)
                .toList();
    }

    private static Tuple vanished(Collection<ItemResult> rows) {
        return Columns.of(rows)
                .text(ItemResult::account)
                .uuid(ItemResult::notification)
                .smallint(ItemResult::position)
                .uuid(ItemResult::replay)
                .tuple();
    }

    private static Tuple lookupResults(Collection<LookupResult> rows) {
        return Columns.of(rows)
                .text(l -> l.payment().account())
                .text(l -> l.payment().key().backEnd())
                .text(l -> l.payment().key().id())
                .time(LookupResult::requestedAt)
                .text(l -> l.inDoubt() ? "in_doubt" : "overdue")
                .integer(LookupResult::asked)
                .integer(LookupResult::attempts)
                .bigint(LookupResult::retryMillis)
                .text(LookupResult::error)
                .text(LookupResult::unconfirmed)
                .tuple();
    }

    private static Tuple lookupRequests(Collection<LookupRequest> rows) {
        return Columns.of(rows)
                .text(l -> l.payment().account())
                .text(l -> l.payment().key().backEnd())
                .text(l -> l.payment().key().id())
                .text(LookupRequest::merchant)
                .tuple();
    }
}
