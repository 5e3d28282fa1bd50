package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Claims subjects that have something to do, and loads what that is. Leases run by the database's clock, since those of the
 * nodes differ.
 */
public final class ClaimStore {

    static final String LEASE = "interval '8 seconds'";

    // Without "offset 0" the planner may join everything that is due with all claims, and sort that, instead of going
    // along the index until there is enough.
    private static final String CLAIM = """
            with due as (
                select work.account_id, work.subject
                from unnest($1::text[], $2::int[]) as a (account_id, room)
                cross join lateral (
                    select first.account_id, first.subject, min(first.next_attempt_at) as since
                    from (
                        select i.account_id, i.subject, i.next_attempt_at from notification_item i
                        where i.account_id = a.account_id and i.next_attempt_at <= now()
                            and not exists (
                                select from subject_claim c
                                where c.account_id = i.account_id and c.subject = i.subject and c.expires_at > now()
                                offset 0)
                        order by i.next_attempt_at
                        limit a.room
                    ) first
                    group by first.account_id, first.subject
                    order by since
                    limit a.room
                ) work
            )
            insert into subject_claim (account_id, subject, owner, token, expires_at)
            select account_id, subject, $3, nextval('claim_token'), now() + %1$s from due order by account_id, subject
            on conflict (account_id, subject) do update
                set owner = excluded.owner, token = excluded.token, expires_at = excluded.expires_at
                where subject_claim.expires_at <= now()
            returning account_id, subject, token""".formatted(LEASE);

    // Written so that the index of what is due does not fit: it would be read from end to end for each claim.
    // At most 8 MiB at a time, the accounts in turn, and of each the first item of each subject before the second of
    // any:
    // the rest is claimed again.
    private static final String LOAD = """
            select * from (
                select j.*, sum(j.bytes) over (order by j.turn, j.account_id rows unbounded preceding) - j.bytes as bytes_before
                from (
                    select i.account_id, i.subject, i.notification_id, i.position, i.item_key, i.kind, i.effect, i.attempts,
                           i.unforeseen, i.state = 'done' as done, i.repeated_at, p.replay_id, p.requested_by, p.requested_at,
                           i.next_attempt_at, i.due, n.received_at, n.credential, n.method, n.path, n.query, n.headers,
                           n.remote_address, n.body, n.sealed_with, n.traceparent,
                           octet_length(n.body) + octet_length(n.headers) as bytes,
                           row_number() over (partition by i.account_id order by i.rank, i.subject) as turn
                    from unnest($1::text[], $2::text[]) as c (account_id, subject)
                    cross join lateral (
                        select w.*, w.next_attempt_at <= now() as due,
                               row_number() over (order by w.next_attempt_at > now(), w.notification_id, w.position) as rank
                        from notification_item w
                        where w.account_id = c.account_id and w.subject = c.subject
                            and coalesce(w.next_attempt_at, 'infinity') < 'infinity'
                        order by rank
                        limit 100
                    ) i
                    join notification n on n.account_id = i.account_id and n.notification_id = i.notification_id
                    left join replay p on p.replay_id = i.replay_id
                ) j
            ) bounded
            where bytes_before < 8388608
            order by account_id, subject, notification_id, position""";

    // A claim that is locked is just being ended or taken over: waiting for it could let the others run out.
    private static final String RENEW = """
            with held as (
                select c.account_id, c.subject, c.token
                from unnest($1::text[], $2::text[], $3::bigint[]) as mine (account_id, subject, token)
                join subject_claim c using (account_id, subject, token)
                for update of c skip locked
            )
            update subject_claim c set expires_at = now() + %s from held
            where (c.account_id, c.subject, c.token) = (held.account_id, held.subject, held.token)""".formatted(LEASE);

    private static final String BACKLOG = """
            select count(*), coalesce(extract(epoch from now() - min(next_attempt_at)), 0)::bigint
            from (select next_attempt_at from notification_item
                  where account_id = any($1) and next_attempt_at <= now() limit 100000) waiting""";

    private final Pool pool;
    private final UUID owner;
    private final NotificationSeal seal;

    /** Claims in the name of this owner, one for each process, what is not sealed. */
    public ClaimStore(Pool pool, UUID owner) {
        this(pool, owner, NotificationSeal.NONE);
    }

    /** Claims in the name of this owner, one for each process, and opens what is sealed. */
    public ClaimStore(Pool pool, UUID owner, NotificationSeal seal) {
        this.pool = pool;
        this.owner = owner;
        this.seal = seal;
    }

    /**
     * An item of a claimed subject, with its notification.
     *
     * @param attempts how often it was tried before
     * @param unforeseen how many of those attempts ended in a way that nobody foresaw
     * @param wasDone whether it was done before, and is here only because it came again
     * @param repeatedAt when it came again in a way that may be news; null: it did not
     * @param replay by which it is reconciled again, after its notification was read anew; null: none
     * @param dueAt when it was to be tried
     * @param isDue whether that moment had come; otherwise it is here only because another item of its subject is due
     * @param headers pairs of name and value
     * @param traceparent the span that its notification was received in; null: it is not traced
     * @param unopened why what its sender wrote cannot be opened, which is empty here then; null: it is not sealed, or opened
     */
    public record Work(
            String account,
            String subject,
            UUID notification,
            short position,
            String key,
            String kind,
            String effect,
            int attempts,
            int unforeseen,
            boolean wasDone,
            @Nullable Instant repeatedAt,
            @Nullable Replay replay,
            Instant dueAt,
            boolean isDue,
            Instant receivedAt,
            @Nullable String credential,
            String method,
            String path,
            String query,
            List<Map.Entry<String, String>> headers,
            String remoteAddress,
            Buffer body,
            @Nullable String traceparent,
            @Nullable String unopened) {

        /** The same item, whatever was read of it: bodies are not compared. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Work work
                    && account.equals(work.account)
                    && notification.equals(work.notification)
                    && position == work.position;
        }

        @Override
        public int hashCode() {
            return Objects.hash(account, notification, position);
        }
    }

    /**
     * How much there is to do.
     *
     * @param items how many items are due, counted up to 100,000
     * @param oldestSeconds for how long the first of them has been due
     */
    public record Backlog(long items, long oldestSeconds) {}

    /**
     * Claims subjects that are due and nobody works on, those that wait longest first.
     *
     * @param room how many subjects of each account
     */
    public Future<List<Claim>> claim(Map<String, Integer> room) {
        Tuple parameters = Columns.of(room.entrySet())
                .text(Map.Entry::getKey)
                .integer(Map.Entry::getValue)
                .constant(owner)
                .tuple();
        return Retries.retrying(() -> pool.preparedQuery(CLAIM).execute(parameters))
                .map(rows -> rows.stream()
                        .map(row -> new Claim(row.getString(0), row.getString(1), row.getLong(2)))
                        .toList());
    }

    /**
     * The items of claimed subjects, those of a subject one after the other, oldest first; at most 100 of each, and those
     * that are due rather than those that wait for another try.
     */
    public Future<List<Work>> load(Collection<Claim> claims) {
        return pool.preparedQuery(LOAD)
                .execute(Columns.of(claims)
                        .text(Claim::account)
                        .text(Claim::subject)
                        .tuple())
                .map(rows -> rows.stream().map(this::work).toList());
    }

    /** Extends the leases of claims that are still held. */
    public Future<Void> renew(Collection<Claim> claims) {
        return pool.preparedQuery(RENEW)
                .execute(Columns.of(claims)
                        .text(Claim::account)
                        .text(Claim::subject)
                        .bigint(Claim::token)
                        .tuple())
                .mapEmpty();
    }

    /** How much is due at these accounts. */
    public Future<Backlog> backlog(Collection<String> accounts) {
        return pool.preparedQuery(BACKLOG)
                .execute(Tuple.tuple().addArrayOfString(accounts.toArray(String[]::new)))
                .map(rows -> {
                    RowIterator<Row> row = rows.iterator();
                    Row only = row.next();
                    return new Backlog(only.getLong(0), only.getLong(1));
                });
    }

    private Work work(Row row) {
        try {
            return work(
                    row,
                    seal.open(NotificationSeal.QUERY, row).toString(),
                    headers(seal.open(NotificationSeal.HEADERS, row)),
                    seal.open(NotificationSeal.BODY, row),
                    null);
        } catch (StoreException unopenable) {
            // Its neighbours can be worked on, whatever happened to this one.
            return work(row, "", List.of(), Buffer.buffer(), unopenable.getMessage());
        }
    }

    private static Work work(
            Row row, String query, List<Map.Entry<String, String>> headers, Buffer body, @Nullable String unopened) {
        return new Work(
                row.getString("account_id"),
                row.getString("subject"),
                row.getUUID("notification_id"),
                row.getShort("position"),
                row.getString("item_key"),
                row.getString("kind"),
                row.getString("effect"),
                row.getInteger("attempts"),
                row.getInteger("unforeseen"),
                row.getBoolean("done"),
                Times.instant(row.getOffsetDateTime("repeated_at")),
                replay(row),
                row.getOffsetDateTime("next_attempt_at").toInstant(),
                row.getBoolean("due"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("credential"),
                row.getString("method"),
                row.getString("path"),
                query,
                headers,
                row.getString("remote_address"),
                body,
                row.getString("traceparent"),
                unopened);
    }

    private static @Nullable Replay replay(Row row) {
        UUID id = row.getUUID("replay_id");
        return id == null
                ? null
                : new Replay(
                        id,
                        row.getString("requested_by"),
                        row.getOffsetDateTime("requested_at").toInstant());
    }

    static List<Map.Entry<String, String>> headers(Buffer stored) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (Object pair : new JsonArray(stored)) {
            JsonArray header = (JsonArray) pair;
            headers.add(Map.entry(header.getString(0), header.getString(1)));
        }
        return headers;
    }
}
