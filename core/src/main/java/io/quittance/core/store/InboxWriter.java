package io.quittance.core.store;

import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.store.NewNotification.NewKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of notifications: one statement, one commit, whatever their number. A second statement, only if there are
 * repeats, puts them on record.
 */
public final class InboxWriter implements NotificationLog {

    // Keys are inserted in their order: two batches that share keys would otherwise deadlock.
    //
    // What is fresh is looked up in a table of hashes, which "is true" asks for. A join would compare each entry of the
    // batch with each other.
    private static final String APPEND = """
            with candidate as (
                select * from unnest($1::text[], $2::bytea[], $3::uuid[], $4::smallint[], $5::text[], $6::text[], $7::text[],
                                     $8::text[])
                    as c (account_id, key_hash, notification_id, position, item_key, subject, kind, effect)
            ), fresh as (
                insert into notification_key (account_id, key_hash, notification_id, position)
                select account_id, key_hash, notification_id, position from candidate order by account_id, key_hash
                on conflict do nothing
                returning account_id, notification_id, position
            ), item as (
                insert into notification_item
                    (account_id, notification_id, position, item_key, subject, kind, effect, state, next_attempt_at)
                select account_id, notification_id, position, item_key, subject, kind, effect, 'waiting', now()
                from candidate
                where subject is not null
                    and ((notification_id, position) in (select notification_id, position from fresh)) is true
            ), evidence as (
                insert into notification (account_id, notification_id, received_at, outcome, credential, method, path,
                                          query, remote_address, headers, body, traceparent,
                                          sealed_with)
                select * from unnest($9::text[], $10::uuid[], $11::timestamptz[], $12::text[], $13::text[], $14::text[],
                                     $15::text[], $16::bytea[], $17::text[], $18::bytea[], $19::bytea[], $20::text[],
                                     $21::text[])
                    as n (account_id, notification_id, received_at, outcome, credential, method, path, query,
                          remote_address, headers, body, traceparent, sealed_with)
                where (notification_id in (select notification_id from fresh)) is true
            )
            select notification_id, position from fresh""";

    // Who does not know whether a write came to pass writes again: its own rows are no repeat, and its arrival is one.
    //
    // A repeat means that the sender saw a failure of ours: what failed then is tried again now. What is done stays
    // done, but where a repeat may be news it is compared with what is known by now.
    private static final String REPEAT = """
            with repeat as (
                select a.arrived_at, a.remote_address, a.request_id, a.compared, k.account_id, k.notification_id, k.position
                from unnest($1::text[], $2::bytea[], $3::timestamptz[], $4::text[], $5::uuid[], $6::boolean[])
                    as a (account_id, key_hash, arrived_at, remote_address, request_id, compared)
                join notification_key k using (account_id, key_hash)
                where k.notification_id <> a.request_id
            ), arrival as (
                insert into notification_arrival (account_id, notification_id, arrived_at, remote_address, request_id)
                select distinct account_id, notification_id, arrived_at, remote_address, request_id from repeat r
                where not exists (select from notification_arrival known
                                  where known.account_id = r.account_id and known.arrived_at = r.arrived_at
                                      and known.notification_id = r.notification_id and known.request_id = r.request_id)
            ), again as (
                select account_id, notification_id, position, r.compared from notification_item
                join (select account_id, notification_id, position, bool_or(compared) as compared
                      from repeat group by account_id, notification_id, position) r
                    using (account_id, notification_id, position)
                where state in ('retrying', 'poisoned') or (r.compared and effect = 'payment')
                order by account_id, notification_id, position
                for update of notification_item
            )
            update notification_item i set
                state = case when i.state in ('retrying', 'poisoned') then 'retrying' else i.state end,
                next_attempt_at = case when i.state = 'waiting' then i.next_attempt_at else now() end,
                repeated_at = case when a.compared then clock_timestamp() else i.repeated_at end
            from again a
            where (i.account_id, i.notification_id, i.position) = (a.account_id, a.notification_id, a.position)""";

    private final Pool pool;
    private final Predicate<String> comparesRepeats;
    private final NotificationSeal seal;

    /** Writes through this pool, whose connections commit durably; no repeat is news, and nothing is sealed. */
    public InboxWriter(Pool pool) {
        this(pool, account -> false, NotificationSeal.NONE);
    }

    /**
     * Writes through this pool, whose connections commit durably.
     *
     * @param comparesRepeats whether what is repeated at an account, by its id, may be news, and so is compared with what is
     *     known of the payment
     */
    public InboxWriter(Pool pool, Predicate<String> comparesRepeats, NotificationSeal seal) {
        this.pool = pool;
        this.comparesRepeats = comparesRepeats;
        this.seal = seal;
    }

    @Override
    public Future<List<Boolean>> write(List<NewNotification> batch) {
        List<Candidate> candidates = candidates(batch);
        return Retries.retrying(() -> append(batch, candidates))
                .compose(fresh ->
                        Retries.retrying(() -> recordRepeats(candidates, fresh)).map(done -> news(batch, fresh)));
    }

    private Future<Set<Position>> append(List<NewNotification> batch, List<Candidate> candidates) {
        Columns<Candidate> keys = Columns.of(candidates)
                .text(c -> c.notification.account())
                .bytes(c -> c.key.hash())
                .uuid(c -> c.notification.id())
                .smallint(c -> c.position)
                .text(c -> c.item() == null ? null : c.item().key())
                .text(c -> c.item() == null ? null : c.item().subject())
                .text(c -> c.item() == null ? null : c.item().kind())
                .text(c -> c.item() == null ? null : c.item().effect());
        Columns<NewNotification> evidence = Columns.of(batch)
                .text(NewNotification::account)
                .uuid(NewNotification::id)
                .time(NewNotification::receivedAt)
                .text(n -> WireNames.of(n.fate()))
                .text(NewNotification::credential)
                .text(NewNotification::method)
                .text(NewNotification::path)
                .bytes(n -> sealed(NotificationSeal.QUERY, n, Buffer.buffer(n.query())))
                .text(NewNotification::remoteAddress)
                .bytes(n -> sealed(NotificationSeal.HEADERS, n, n.headers()))
                .bytes(n -> sealed(NotificationSeal.BODY, n, n.body()))
                .text(NewNotification::traceparent)
                .text(n -> seal.key());
        return pool.preparedQuery(APPEND).execute(keys.and(evidence)).map(InboxWriter::positions);
    }

    private Buffer sealed(String column, NewNotification notification, Buffer plain) {
        return seal.seal(column, notification.account(), notification.id(), plain);
    }

    private Future<Void> recordRepeats(List<Candidate> candidates, Set<Position> fresh) {
        if (fresh.size() == candidates.size()) {
            return Future.succeededFuture();
        }
        List<Candidate> repeats = candidates.stream()
                .filter(candidate -> !fresh.contains(candidate.id()))
                .toList();
        return pool.preparedQuery(REPEAT)
                .execute(Columns.of(repeats)
                        .text(c -> c.notification.account())
                        .bytes(c -> c.key.hash())
                        .time(c -> c.notification.receivedAt())
                        .text(c -> c.notification.remoteAddress())
                        .uuid(c -> c.notification.id())
                        .flag(c -> comparesRepeats.test(c.notification.account()))
                        .tuple())
                .mapEmpty();
    }

    private static List<Boolean> news(List<NewNotification> batch, Set<Position> fresh) {
        Set<UUID> notifications = new HashSet<>();
        fresh.forEach(position -> notifications.add(position.notification));
        return batch.stream().map(n -> notifications.contains(n.id())).toList();
    }

    private static Set<Position> positions(RowSet<Row> rows) {
        Set<Position> positions = new HashSet<>();
        rows.forEach(row -> positions.add(new Position(row.getUUID(0), row.getShort(1))));
        return positions;
    }

    private static List<Candidate> candidates(List<NewNotification> batch) {
        List<Candidate> candidates = new ArrayList<>();
        for (NewNotification notification : batch) {
            short position = 0;
            for (NewKey key : notification.keys()) {
                candidates.add(new Candidate(notification, key, position++));
            }
        }
        return candidates;
    }

    private record Position(UUID notification, short position) {}

    private record Candidate(NewNotification notification, NewKey key, short position) {

        @Nullable
        NewItem item() {
            return key.item();
        }

        Position id() {
            return new Position(notification.id(), position);
        }
    }
}
