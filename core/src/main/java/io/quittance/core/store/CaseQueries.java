package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Reads cases, newest first. */
public final class CaseQueries {

    // Merchant by merchant, because every index leads with the merchant.
    private static final String PAGE = """
            select c.*
              from (select distinct merchant from account) m
             cross join lateral (
                   select * from discrepancy_case c
                    where c.merchant = m.merchant and %1$s
                    order by c.case_id desc
                    limit %3$s) c
             where %2$s
             order by c.case_id desc
             limit %3$s
            """;

    private final Pool pool;

    /** Reads through this pool. */
    public CaseQueries(Pool pool) {
        this.pool = pool;
    }

    /** One page. */
    public Future<List<CaseRow>> page(CaseFilter filter) {
        Tuple parameters = Tuple.tuple();
        Conditions cases = new Conditions(parameters)
                .and("c.kind = ?", filter.kind() == null ? null : filter.kind().wireName())
                .and(
                        "c.case_id < ?",
                        filter.before() == null ? null : filter.before().position());
        if (filter.state() != null) {
            // A literal, so that the planner can see that the index of the open ones fits.
            cases.and("c.state = '" + filter.state().wireName() + "'");
        }
        Conditions merchants = new Conditions(parameters).and("m.merchant = ?", filter.merchant());
        String sql = PAGE.formatted(cases, merchants, Conditions.bind(parameters, filter.limit()));
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().map(CaseQueries::row).toList());
    }

    private static CaseRow row(Row row) {
        return new CaseRow(
                row.getUUID("case_id"),
                row.getString("kind"),
                row.getString("state"),
                row.getString("merchant"),
                row.getString("account_id"),
                row.getString("order_reference"),
                row.getString("payment_id"),
                row.getUUID("notification_id"),
                row.getString("expected"),
                row.getString("seen"),
                row.getString("proposal"),
                row.getOffsetDateTime("opened_at").toInstant(),
                Times.instant(row.getOffsetDateTime("closed_at")));
    }
}
