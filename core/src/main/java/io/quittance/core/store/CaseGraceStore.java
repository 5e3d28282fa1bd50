package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the open cases whose grace is over, each of them once, however many nodes look. */
public final class CaseGraceStore {

    private static final String END = """
            with over as (
                select merchant, case_id from discrepancy_case
                where grace_until <= $1 and grace_until is not null and state = 'open'
                order by grace_until limit $2 for update skip locked
            )
            update discrepancy_case c set grace_until = null
            from over where (c.merchant, c.case_id) = (over.merchant, over.case_id)
            returning c.merchant, c.kind, c.account_id, c.payment_id""";

    private final Pool pool;

    /** Finds them through this pool. */
    public CaseGraceStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * A case about which nobody was alarmed so far.
     *
     * @param payment the provider's id of the payment
     */
    public record GraceOver(
            String merchant,
            CaseKind kind,
            @Nullable String account,
            @Nullable String payment) {}

    /** Ends the grace of those whose moment has come, the first of them first. */
    public Future<List<GraceOver>> end(Instant now, int limit) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(Times.utc(now), limit))
                .map(rows -> rows.stream().map(CaseGraceStore::over).toList());
    }

    private static GraceOver over(Row row) {
        return new GraceOver(
                row.getString("merchant"),
                CaseKind.ofWireName(row.getString("kind")),
                row.getString("account_id"),
                row.getString("payment_id"));
    }
}
