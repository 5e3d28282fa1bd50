package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Sees to it that one node a day removes what is too old, by the database's clock. */
public final class RetentionRuns {

    // A little less than a day, so that the hour of the day does not wander.
    private static final String BEGIN = """
            update retention_run set started_at = now() where started_at < now() - interval '23 hours 30 minutes'
            returning now()""";

    private static final String AGAIN = """
            update retention_run set started_at = now() - interval '22 hours 30 minutes'""";

    private static final String ACCOUNTS = "select account_id from account order by account_id";

    private static final String OLDEST = """
            select coalesce(extract(epoch from now() - min(oldest.received_at)), 0)::bigint
              from account a
             cross join lateral (
                   select n.received_at from notification n
                    where n.account_id = a.account_id order by n.notification_id limit 1) oldest""";

    private final Pool pool;

    /** Works through this pool. */
    public RetentionRuns(Pool pool) {
        this.pool = pool;
    }

    /** The database's time if it is for this node to do it now; then it is for nobody else on this day. Empty if not. */
    public Future<Optional<Instant>> begin() {
        return pool.query(BEGIN)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> row.getOffsetDateTime(0).toInstant())
                        .findFirst());
    }

    /** It was not done to its end: somebody does it again in an hour. */
    public Future<Void> again() {
        return pool.query(AGAIN).execute().mapEmpty();
    }

    /** The accounts that ever ran here. */
    public Future<Collection<String>> accounts() {
        return pool.query(ACCOUNTS).execute().map(rows -> {
            List<String> accounts = new ArrayList<>();
            rows.forEach(row -> accounts.add(row.getString(0)));
            return accounts;
        });
    }

    /** How many seconds ago the oldest notification that is kept was received; 0 if there is none. */
    public Future<Long> oldestSeconds() {
        return pool.query(OLDEST).execute().map(rows -> rows.iterator().next().getLong(0));
    }
}
