package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which stored notifications are to be read again, and what comes of it. Shared by all nodes. */
public final class ReplayStore {

    private static final int CHUNK = 10_000;

    private static final String REQUEST = """
            insert into replay (replay_id, requested_by, requested_at, filter, notifications) values ($1, $2, $3, $4, $5)""";

    private static final String MARK = """
            , marked as (
                insert into notification_replay (account_id, notification_id, replay_id)
                select account_id, notification_id, %s from n order by account_id, notification_id
                on conflict (account_id, notification_id) do update set replay_id = excluded.replay_id
                returning notification_id)
            select count(*), (array_agg(notification_id order by notification_id))[1] from marked""";

    // Live traffic first: what is due at an account takes away from what is read again for it, so that replayed items
    // never fill the room that the account has, and none is added while new ones queue. Another node leaves alone what
    // this one reads. What is due is counted in order so that it is read along the index, also when the statistics are
    // of a time when much was.
    private static final String NEXT = """
            select m.* from unnest($1::text[]) as a (account_id)
            cross join lateral (
                select m.account_id, m.notification_id, m.replay_id from notification_replay m
                where m.account_id = a.account_id
                order by m.notification_id
                limit greatest(0, least($2, 100 - (
                    select count(*) from (
                        select from notification_item i
                        where i.account_id = a.account_id and i.next_attempt_at <= now()
                        order by i.next_attempt_at limit 100) due)))
                for update skip locked
            ) m
            limit $2""";

    private static final String EVIDENCE = """
            select n.account_id, n.notification_id, n.received_at, n.credential, n.method, n.path, n.query, n.headers,
                   n.remote_address, n.body, n.sealed_with
            from unnest($1::text[], $2::uuid[]) as m (account_id, notification_id)
            join notification n using (account_id, notification_id)
            where n.erased_at is null
            order by n.account_id, n.notification_id""";

    private static final String DONE = """
            delete from notification_replay r using unnest($1::text[], $2::uuid[]) as m (account_id, notification_id)
            where (r.account_id, r.notification_id) = (m.account_id, m.notification_id)""";

    private static final String SAMPLE = "select n.account_id, n.notification_id from n";

    private static final String ITEMS = """
            select i.account_id, i.notification_id, i.position, i.item_key, i.subject, i.kind
            from unnest($1::text[], $2::uuid[]) as m (account_id, notification_id)
            join notification_item i using (account_id, notification_id)
            order by i.account_id, i.notification_id, i.position""";

    private final Pool pool;
    private final NotificationSeal seal;

    /** Works through this pool on what is not sealed. */
    public ReplayStore(Pool pool) {
        this(pool, NotificationSeal.NONE);
    }

    /** Works through this pool, and opens what is sealed. */
    public ReplayStore(Pool pool, NotificationSeal seal) {
        this.pool = pool;
        this.seal = seal;
    }

    /** A notification that somebody wants to be read again. */
    record Mark(String account, UUID notification, UUID replay) {}

    /** One thing that a notification says, as it is on record. */
    public record StoredItem(UUID notification, short position, String key, String subject, String kind) {}

    /**
     * What was done about marked notifications.
     *
     * @param reread what was read in each that is still stored
     * @param missing the accounts of those that are not, one for each
     */
    public record Batch(List<Reread> reread, List<String> missing) {

        /** How many notifications it was about. */
        public int size() {
            return reread.size() + missing.size();
        }
    }

    /**
     * Has notifications read again, all that the filter chooses at this moment or none. Durable when the Future completes.
     *
     * @param described the filter as it was asked for, for the books
     * @return how many
     */
    public Future<Long> request(Replay replay, ReplayFilter filter, JsonObject described) {
        return Retries.retrying(() -> pool.withTransaction(connection -> mark(connection, replay, filter, null, 0)
                .compose(marked -> connection
                        .preparedQuery(REQUEST)
                        .execute(Tuple.of(replay.id(), replay.by(), Times.utc(replay.at()), described, marked))
                        .map(marked))));
    }

    /** The ones that a filter chooses, newest first, at most so many. */
    public Future<List<StoredNotification>> sample(ReplayFilter filter, int most) {
        return page(filter, null, most);
    }

    /**
     * A page of the ones that a filter chooses, newest first.
     *
     * @param before the last one of the page before; null: there is none
     */
    public Future<List<StoredNotification>> page(ReplayFilter filter, @Nullable UUID before, int most) {
        Tuple parameters = Tuple.tuple();
        Cursor cursor = before == null ? null : new Cursor(before);
        String sql = NotificationSql.replayable(filter.after(cursor, most), parameters) + SAMPLE;
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream()
                        .map(row -> new Mark(row.getString(0), row.getUUID(1), row.getUUID(1)))
                        .toList())
                .compose(chosen -> pool.preparedQuery(EVIDENCE).execute(keys(chosen)))
                .map(rows -> rows.stream()
                        .map(row -> StoredNotification.of(row, seal))
                        .sorted(Comparator.comparing((StoredNotification n) -> n.id().toString())
                                .reversed())
                        .toList());
    }

    /** What is on record that these say, by position. */
    public Future<List<StoredItem>> items(Collection<StoredNotification> notifications) {
        return pool.preparedQuery(ITEMS)
                .execute(Columns.of(notifications)
                        .text(StoredNotification::account)
                        .uuid(StoredNotification::id)
                        .tuple())
                .map(rows -> rows.stream()
                        .map(row -> new StoredItem(
                                row.getUUID("notification_id"),
                                row.getShort("position"),
                                row.getString("item_key"),
                                row.getString("subject"),
                                row.getString("kind")))
                        .toList());
    }

    /**
     * Takes the notifications that were marked first and nobody works on, has them read, and puts what they say now in the
     * place of what they said: their items are due from then on. All of it or nothing; if this node dies, another does it.
     *
     * @param accounts those that can be read here
     * @param most how many at a time
     * @param reader reads one; never fails
     */
    public Future<Batch> next(
            Collection<String> accounts, int most, Function<StoredNotification, Future<Reread>> reader) {
        return Retries.retrying(() -> pool.withTransaction(connection -> connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(accounts.toArray(String[]::new), (long) most))
                .map(rows -> rows.stream().map(ReplayStore::mark).toList())
                .compose(marks -> marks.isEmpty()
                        ? Future.succeededFuture(new Batch(List.of(), List.of()))
                        : replay(connection, marks, reader))));
    }

    private Future<Batch> replay(
            SqlConnection connection, List<Mark> marks, Function<StoredNotification, Future<Reread>> reader) {
        return connection
                .preparedQuery(EVIDENCE)
                .execute(keys(marks))
                .compose(rows -> readAll(
                        rows.stream()
                                .map(row -> StoredNotification.of(row, seal))
                                .toList(),
                        reader))
                .compose(reread -> new ReplayWriter(connection)
                        .write(reread, marks)
                        .compose(written -> connection.preparedQuery(DONE).execute(keys(marks)))
                        .map(done -> batch(marks, reread)));
    }

    private static Future<List<Reread>> readAll(
            List<StoredNotification> notifications, Function<StoredNotification, Future<Reread>> reader) {
        List<Future<Reread>> readings = new ArrayList<>();
        notifications.forEach(notification -> readings.add(reader.apply(notification)));
        return Future.all(readings).map(all -> all.<Reread>list());
    }

    private static Batch batch(List<Mark> marks, List<Reread> reread) {
        Set<UUID> found = new HashSet<>();
        reread.forEach(one -> found.add(one.notification()));
        return new Batch(
                reread,
                marks.stream()
                        .filter(mark -> !found.contains(mark.notification()))
                        .map(Mark::account)
                        .toList());
    }

    /** Chunk by chunk, since one statement about a million rows would outlast the time that statements have. */
    private static Future<Long> mark(
            SqlConnection connection, Replay replay, ReplayFilter filter, @Nullable Cursor before, long marked) {
        Tuple parameters = Tuple.tuple();
        String chosen = NotificationSql.replayable(filter.after(before, CHUNK), parameters);
        String sql = chosen + MARK.formatted(Conditions.bind(parameters, replay.id()) + "::uuid");
        return connection.preparedQuery(sql).execute(parameters).compose(rows -> {
            Row row = rows.iterator().next();
            long all = marked + row.getLong(0);
            return row.getLong(0) < CHUNK
                    ? Future.succeededFuture(all)
                    : mark(connection, replay, filter, new Cursor(row.getUUID(1)), all);
        });
    }

    private static Mark mark(Row row) {
        return new Mark(row.getString("account_id"), row.getUUID("notification_id"), row.getUUID("replay_id"));
    }

    private static Tuple keys(Collection<Mark> marks) {
        return Columns.of(marks).text(Mark::account).uuid(Mark::notification).tuple();
    }
}
