package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps what requests were answered. */
public final class AnswerStore {

    // No commit here waits for the disk: what a crash takes with it is evidence about us, not about money.
    private static final String KEEP = """
            with relaxed as (select set_config('synchronous_commit', 'off', true))
            insert into notification_answer (account_id, request_id, answered_at, outcome, status, micros)
            select a.account_id, a.request_id, a.answered_at, a.outcome, a.status, a.micros
              from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::text[], $5::int[], $6::bigint[])
                as a (account_id, request_id, answered_at, outcome, status, micros)
             cross join relaxed
            on conflict do nothing""";

    private final Pool pool;

    /** Writes through this pool. */
    public AnswerStore(Pool pool) {
        this.pool = pool;
    }

    /** Keeps answers, all of them or none; an answer that is on record stays as it is. */
    public Future<Void> keep(List<NotificationAnswer> answers) {
        Tuple parameters = Columns.of(answers)
                .text(NotificationAnswer::account)
                .uuid(NotificationAnswer::request)
                .time(NotificationAnswer::answeredAt)
                .text(answer -> WireNames.of(answer.outcome()))
                .integer(NotificationAnswer::status)
                .bigint(answer -> micros(answer.took()))
                .tuple();
        return pool.preparedQuery(KEEP).execute(parameters).mapEmpty();
    }

    private static long micros(Duration took) {
        return TimeUnit.NANOSECONDS.toMicros(took.toNanos());
    }
}
