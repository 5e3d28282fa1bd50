package io.quittance.core.store;

import io.quittance.spi.PaymentKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    private static final String FIND = """
            select c.* from (select distinct merchant from account) m
              join discrepancy_case c on c.merchant = m.merchant and c.case_id = $1
             where $2::text is null or m.merchant = $2
            """;

    // Along the index of the open ones, and not to its end where somebody let them pile up.
    private static final String OPEN_BY_KIND = """
            select c.kind, count(*) as size, bool_or(c.place >= %1$s) as at_least
              from (select distinct merchant from account) m
             cross join lateral (
                   select c.kind, row_number() over () as place
                     from discrepancy_case c
                    where c.merchant = m.merchant and c.state = 'open'
                    limit %1$s) c
             where $1::text is null or m.merchant = $1
             group by c.kind
             order by size desc, c.kind
            """.formatted(OpenKind.MOST);

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

    /**
     * How many cases of a kind are open.
     *
     * @param isAtLeast whether a merchant has more open ones, of this kind or another, than were counted
     */
    public record OpenKind(String kind, long count, boolean isAtLeast) {

        private static final int MOST = 10_000;
    }

    /**
     * How many cases are open, by kind, the most frequent first.
     *
     * @param merchant whose they must be; null: anybody's
     */
    public Future<List<OpenKind>> openByKind(@Nullable String merchant) {
        return pool.preparedQuery(OPEN_BY_KIND)
                .execute(Tuple.of(merchant))
                .map(rows -> rows.stream()
                        .map(row ->
                                new OpenKind(row.getString("kind"), row.getLong("size"), row.getBoolean("at_least")))
                        .toList());
    }

    /**
     * A case that was found.
     *
     * @param row what users see of it
     */
    public record FoundCase(CaseRow row, CaseTopic topic) {}

    /**
     * One case; empty if there is none.
     *
     * @param merchant whose it must be; null: anybody's
     */
    public Future<Optional<FoundCase>> find(UUID id, @Nullable String merchant) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id, merchant))
                .map(rows -> rows.stream()
                        .map(row -> new FoundCase(row(row), topic(row)))
                        .findFirst());
    }

    /** A case names a payment also where it is about what may turn out to be one. */
    private static CaseTopic topic(Row row) {
        String merchant = row.getString("merchant");
        String about = row.getString("about");
        String reference = row.getString("order_reference");
        String payment = row.getString("payment_id");
        PaymentId named = payment == null
                ? null
                : new PaymentId(row.getString("account_id"), new PaymentKey(payment, row.getString("back_end")));
        return new CaseTopic(
                row.getUUID("case_id"),
                CaseKind.ofWireName(row.getString("kind")),
                merchant,
                about,
                reference == null ? null : new OrderKey(merchant, reference),
                named != null && about.equals(About.payment(named)) ? named : null);
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
                Times.instant(row.getOffsetDateTime("grace_until")),
                Times.instant(row.getOffsetDateTime("closed_at")),
                row.getString("action"),
                row.getString("note"),
                row.getString("resolved_by"),
                Times.instant(row.getOffsetDateTime("resolved_at")));
    }
}
