package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Knows when providers were last heard, and how many requests were accepted and refused lately, on all nodes. */
public final class SilenceStore {

    private static final String HEARD = """
            select a.account_id, n.received_at is null and r.arrived_at is null as never,
                   coalesce(greatest(n.received_at, r.arrived_at), a.recorded_at) as since
            from account a
            left join lateral (
                select received_at from notification n
                where n.account_id = a.account_id and n.outcome <> 'malformed'
                order by n.notification_id desc limit 1) n on true
            left join lateral (
                select arrived_at from notification_arrival r
                where r.account_id = a.account_id
                order by r.arrived_at desc limit 1) r on true
            where a.account_id = any($1)""";

    // In the order of the key: two nodes would otherwise deadlock.
    private static final String ADD = """
            insert into intake_count as c (account_id, minute, accepted, refused)
            select account_id, date_trunc('minute', $4::timestamptz), accepted, refused
            from unnest($1::text[], $2::bigint[], $3::bigint[]) as n (account_id, accepted, refused) order by account_id
            on conflict (account_id, minute) do update
                set accepted = c.accepted + excluded.accepted, refused = c.refused + excluded.refused""";

    private static final String COUNTS = """
            select account_id, sum(accepted)::bigint as accepted, sum(refused)::bigint as refused
            from intake_count where account_id = any($1) and minute > $2 group by account_id""";

    private static final String FORGET = "delete from intake_count where account_id = any($1) and minute < $2";

    private final Pool pool;

    /** Works through this pool. */
    public SilenceStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * When a provider was last heard: anything that its account accepted, repeats too.
     *
     * @param never whether it never was
     * @param since when it was, or else when the account was first seen here
     */
    public record LastHeard(boolean never, Instant since) {}

    /** How many requests an account's intake accepted, and refused as unauthenticated or malformed. */
    public record IntakeCount(String account, long accepted, long refused) {}

    /** When the providers of these accounts were last heard, by account. */
    public Future<Map<String, LastHeard>> lastHeard(Collection<String> accounts) {
        return pool.preparedQuery(HEARD).execute(parameters(accounts)).map(rows -> {
            Map<String, LastHeard> heard = new HashMap<>();
            rows.forEach(row -> heard.put(
                    row.getString("account_id"),
                    new LastHeard(
                            row.getBoolean("never"),
                            row.getOffsetDateTime("since").toInstant())));
            return heard;
        });
    }

    /** Adds to the counts of this minute. */
    public Future<Void> add(Collection<IntakeCount> counts, Instant now) {
        Tuple parameters = Columns.of(counts)
                .text(IntakeCount::account)
                .bigint(IntakeCount::accepted)
                .bigint(IntakeCount::refused)
                .tuple()
                .addOffsetDateTime(Times.utc(now));
        return Retries.retrying(() -> pool.preparedQuery(ADD).execute(parameters))
                .mapEmpty();
    }

    /** What was counted after a moment, by account. */
    public Future<Map<String, IntakeCount>> counts(Collection<String> accounts, Instant after) {
        return pool.preparedQuery(COUNTS)
                .execute(parameters(accounts).addOffsetDateTime(Times.utc(after)))
                .map(rows -> {
                    Map<String, IntakeCount> counts = new HashMap<>();
                    rows.forEach(row -> counts.put(
                            row.getString("account_id"),
                            new IntakeCount(
                                    row.getString("account_id"), row.getLong("accepted"), row.getLong("refused"))));
                    return counts;
                });
    }

    /** Forgets what was counted before a moment. */
    public Future<Void> forget(Collection<String> accounts, Instant before) {
        return pool.preparedQuery(FORGET)
                .execute(parameters(accounts).addOffsetDateTime(Times.utc(before)))
                .mapEmpty();
    }

    private static Tuple parameters(Collection<String> accounts) {
        return Tuple.tuple().addArrayOfString(accounts.toArray(String[]::new));
    }
}
