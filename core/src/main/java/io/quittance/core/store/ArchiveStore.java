package io.quittance.core.store;

import io.quittance.core.store.ExpiredMonths.OldMonth;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads notifications to be archived, and puts archived ones back so that they are read again. */
public final class ArchiveStore {

    /** How many are read at once: a body may have megabytes. */
    public static final int PAGE = 50;

    private static final String OF_MONTH = """
            select n.* from %s n
            where (n.account_id, n.notification_id) > ($1, $2)
            order by n.account_id, n.notification_id limit %d""";

    private static final String BY_ID = """
            select n.* from notification n where n.account_id = $1 and n.notification_id = any($2::uuid[])
            order by n.notification_id""";

    private static final String PUT_BACK = """
            insert into notification (account_id, notification_id, received_at, outcome, credential, method, path,
                                      remote_address, query, headers, body, sealed_with)
            select * from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[],
                                 $8::text[], $9::bytea[], $10::bytea[], $11::bytea[],
                                 $12::text[])
            on conflict (account_id, notification_id) do nothing""";

    private static final String MARK = """
            insert into notification_replay (account_id, notification_id, replay_id)
            select n.account_id, n.notification_id, $3 from unnest($1::text[], $2::uuid[]) as n (account_id, notification_id)
            on conflict (account_id, notification_id) do update set replay_id = excluded.replay_id""";

    private static final String REQUEST = """
            insert into replay (replay_id, requested_by, requested_at, filter, notifications) values ($1, $2, $3, $4, $5)
            on conflict (replay_id) do update set notifications = replay.notifications + excluded.notifications""";

    private final Pool pool;
    private final NotificationSeal seal;

    /** Works through this pool; opens what is sealed, and seals what is put back. */
    public ArchiveStore(Pool pool, NotificationSeal seal) {
        this.pool = pool;
        this.seal = seal;
    }

    /**
     * A page of a month's notifications, account by account, oldest first; empty behind the last one.
     *
     * @param last the last one of the page before; null: there is none
     */
    public Future<List<ArchivedNotification>> page(OldMonth month, @Nullable ArchivedNotification last) {
        Tuple after = last == null ? Tuple.of("", new UUID(0, 0)) : Tuple.of(last.account(), last.id());
        return pool.preparedQuery(OF_MONTH.formatted(month.name(), PAGE))
                .execute(after)
                .map(rows -> rows.stream()
                        .map(row -> ArchivedNotification.of(row, seal))
                        .toList());
    }

    /** Those of an account that have these ids, oldest first; to be asked for a {@link #PAGE} at a time. */
    public Future<List<ArchivedNotification>> find(String account, List<UUID> ids) {
        return pool.preparedQuery(BY_ID)
                .execute(Tuple.tuple().addString(account).addArrayOfUUID(ids.toArray(UUID[]::new)))
                .map(rows -> rows.stream()
                        .map(row -> ArchivedNotification.of(row, seal))
                        .toList());
    }

    /**
     * Puts notifications back that are not there any more, and has all of them read again. All of it or nothing; more of one
     * replay may follow.
     *
     * @param described where they are from, for the books
     */
    public Future<Void> replay(Replay replay, JsonObject described, List<ArchivedNotification> notifications) {
        Tuple ids = Columns.of(notifications)
                .text(ArchivedNotification::account)
                .uuid(ArchivedNotification::id)
                .constant(replay.id())
                .tuple();
        return Retries.retrying(() -> pool.withTransaction(connection -> putBack(connection, notifications)
                .compose(there -> connection.preparedQuery(MARK).execute(ids))
                .compose(marked -> connection
                        .preparedQuery(REQUEST)
                        .execute(Tuple.of(replay.id(), replay.by(), Times.utc(replay.at()), described, (long)
                                notifications.size())))
                .mapEmpty()));
    }

    private Future<Void> putBack(SqlConnection connection, List<ArchivedNotification> notifications) {
        Tuple rows = Columns.of(notifications)
                .text(ArchivedNotification::account)
                .uuid(ArchivedNotification::id)
                .time(ArchivedNotification::receivedAt)
                .text(ArchivedNotification::outcome)
                .text(ArchivedNotification::credential)
                .text(ArchivedNotification::method)
                .text(ArchivedNotification::path)
                .text(ArchivedNotification::remoteAddress)
                .bytes(n -> seal.seal(NotificationSeal.QUERY, n.account(), n.id(), n.query()))
                .bytes(n -> seal.seal(NotificationSeal.HEADERS, n.account(), n.id(), n.headers()))
                .bytes(n -> seal.seal(NotificationSeal.BODY, n.account(), n.id(), n.body()))
                .text(n -> seal.key())
                .tuple();
        return connection.preparedQuery(PUT_BACK).execute(rows).mapEmpty();
    }
}
