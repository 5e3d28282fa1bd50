package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Removes what is too old from the tables that are not partitioned, page by page. Each step is a transaction of its own that
 * locks only the rows that it removes.
 */
public final class ExpiredRows {

    /** 4 MiB: some ten thousand rows, some milliseconds. */
    private static final long PAGES = 512;

    private static final String SIZE = """
            select pg_relation_size(to_regclass($1::text)) / current_setting('block_size')::bigint""";

    private final Pool pool;
    private final Supplier<Future<Void>> rest;

    /**
     * Works through this pool.
     *
     * @param rest what is waited for between two steps
     */
    public ExpiredRows(Pool pool, Supplier<Future<Void>> rest) {
        this.pool = pool;
        this.rest = rest;
    }

    /** Removes keys. */
    public Future<Long> keys(RetentionLimits limits) {
        Map<String, UUID> own = limits.keysByAccount();
        return sweep(
                "notification_key",
                ExpiredRowsSql.KEYS,
                () -> Tuple.tuple()
                        .addArrayOfString(own.keySet().toArray(String[]::new))
                        .addArrayOfUUID(own.values().toArray(UUID[]::new))
                        .addUUID(limits.keys())
                        .addUUID(limits.latestOfKeys()));
    }

    /** Removes items whose notifications are gone. */
    public Future<Long> items(RetentionLimits limits) {
        return sweep("notification_item", ExpiredRowsSql.ITEMS, () -> Tuple.of(limits.latestOfBodies()));
    }

    /** Removes deliveries that are over, of events that may go. */
    public Future<Long> deliveries(RetentionLimits limits) {
        UUID lowest = Partitions.lowerBound(limits.firstMonthOfEvents());
        return sweep("delivery", ExpiredRowsSql.DELIVERIES, () -> Tuple.of(lowest));
    }

    /**
     * Removes events that outlived their month and are not needed any more.
     *
     * @param endpoints the configured ones
     */
    public Future<Long> events(RetentionLimits limits, Set<EndpointKey> endpoints) {
        UUID lowest = Partitions.lowerBound(limits.firstMonthOfEvents());
        Tuple wanted = EndpointLock.parameters(endpoints);
        return sweep(
                "order_event_default",
                ExpiredRowsSql.EVENTS,
                () -> Tuple.of(lowest, wanted.getValue(0), wanted.getValue(1)));
    }

    /** Removes entries of timelines that outlived their month and are about nothing that is still here. */
    public Future<Long> timelines(RetentionLimits limits) {
        UUID lowest = Partitions.lowerBound(limits.firstMonthOfHistory());
        return sweep("timeline_entry_default", ExpiredRowsSql.TIMELINES, () -> Tuple.of(lowest));
    }

    /** Removes orders that cannot change any more, with their payments, observations and cases. */
    public Future<Long> orders(RetentionLimits limits) {
        return sweep("merchant_order", ExpiredRowsSql.ORDERS, () -> Tuple.of(Times.utc(limits.history())));
    }

    /** Removes payments that have no order, with their observations. */
    public Future<Long> payments(RetentionLimits limits) {
        return sweep("payment", ExpiredRowsSql.PAYMENTS, () -> Tuple.of(Times.utc(limits.history())));
    }

    /** Removes cases that are closed and about nothing that is still here. */
    public Future<Long> cases(RetentionLimits limits) {
        return sweep("discrepancy_case", ExpiredRowsSql.CASES, () -> Tuple.of(Times.utc(limits.history())));
    }

    /** Removes what the audit log tells of the past. */
    public Future<Long> audit(RetentionLimits limits) {
        return sweep("audit_entry", ExpiredRowsSql.AUDIT, () -> Tuple.of(Times.utc(limits.history())));
    }

    private Future<Long> sweep(String table, String sql, Supplier<Tuple> limits) {
        return pool.preparedQuery(SIZE)
                .execute(Tuple.of(table))
                .map(rows -> rows.iterator().next().getLong(0))
                .compose(pages -> sweep(sql, limits, pages));
    }

    private Future<Long> sweep(String sql, Supplier<Tuple> limits, long pages) {
        AtomicLong page = new AtomicLong();
        AtomicLong removed = new AtomicLong();
        return Repeatedly.until(() -> page.get() >= pages
                ? Future.succeededFuture(Optional.of(removed.get()))
                : sweep(sql, limits.get(), page)
                        .onSuccess(removed::addAndGet)
                        .compose(gone -> rest.get())
                        .map(Optional.empty()));
    }

    private Future<Long> sweep(String sql, Tuple limits, AtomicLong page) {
        long first = page.getAndAdd(PAGES);
        Tuple parameters = Tuple.of(tid(first), tid(first + PAGES));
        for (int i = 0; i < limits.size(); i++) {
            parameters.addValue(limits.getValue(i));
        }
        return Retries.retrying(() -> pool.preparedQuery(sql).execute(parameters))
                .map(rows -> (long) rows.rowCount());
    }

    private static String tid(long page) {
        return "(" + page + ",0)";
    }
}
