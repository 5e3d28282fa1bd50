package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Removes notifications that are too old one by one: those of accounts that keep them for a shorter time than others, and
 * those that were still needed when their month went.
 */
public final class ExpiredNotifications {

    /** How many go at once. */
    public static final int AT_A_TIME = 1_000;

    private static final String NOTHING_TO_DO = """
            not exists (select from notification_item i
                         where i.account_id = n.account_id and i.notification_id = n.notification_id
                           and (i.next_attempt_at is not null or i.state = 'poisoned'))
              and not exists (select from notification_replay r
                               where r.account_id = n.account_id and r.notification_id = n.notification_id)""";

    private static final String OLD = """
            select n.notification_id from notification n
            where n.account_id = $1 and n.notification_id > $2 and n.notification_id < $3
              and %s
            order by n.notification_id limit $4""".formatted(NOTHING_TO_DO);

    private static final String LOCK = """
            select from notification_item i where i.account_id = $1 and i.notification_id = any($2::uuid[])
            order by i.notification_id, i.position for update""";

    // A statement of its own after the locks, so that it sees what was done until they were had.
    private static final String REMOVE = """
            with gone as (
                delete from notification n
                where n.account_id = $1 and n.notification_id = any($2::uuid[])
                  and %s
                returning n.notification_id
            ), arrived as (
                delete from notification_arrival a
                where a.account_id = $1 and a.notification_id = any(array(select notification_id from gone))
                returning a.request_id
            ), answered as (
                delete from notification_answer w
                where w.account_id = $1
                  and w.request_id = any(array(select notification_id from gone union select request_id from arrived))
            ), said as (
                delete from notification_item i
                where i.account_id = $1 and i.notification_id = any(array(select notification_id from gone))
            )
            select count(*) from gone""".formatted(NOTHING_TO_DO);

    private final Pool pool;

    /** Works through this pool. */
    public ExpiredNotifications(Pool pool) {
        this.pool = pool;
    }

    /** Some that have nothing to do, oldest first, above an id. */
    public Future<List<UUID>> next(String account, UUID above, RetentionLimits limits) {
        return pool.preparedQuery(OLD)
                .execute(Tuple.of(account, above, limits.bodies(account), AT_A_TIME))
                .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
    }

    /** Removes these with all that they say, but for those that have something to do by now. Tells how many went. */
    public Future<Long> remove(String account, List<UUID> notifications) {
        Tuple these = Tuple.tuple().addString(account).addArrayOfUUID(notifications.toArray(UUID[]::new));
        return Retries.retrying(() -> pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(these)
                .compose(locked -> connection.preparedQuery(REMOVE).execute(these))
                .map(rows -> rows.iterator().next().getLong(0))));
    }
}
