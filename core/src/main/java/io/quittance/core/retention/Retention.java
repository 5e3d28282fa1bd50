package io.quittance.core.retention;

import static java.util.Objects.requireNonNull;

import io.quittance.core.store.EndpointKey;
import io.quittance.core.store.ExpiredMonths;
import io.quittance.core.store.ExpiredMonths.OldMonth;
import io.quittance.core.store.ExpiredNotifications;
import io.quittance.core.store.ExpiredRows;
import io.quittance.core.store.Repeatedly;
import io.quittance.core.store.RetentionLimits;
import io.quittance.core.store.RetentionRuns;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Removes what is too old at a moment, once: in steps of their own, of which each can be done again. What depends on
 * something else goes after it.
 */
final class Retention {

    private static final UUID FIRST = new UUID(0, 0);

    private final RetentionRuns runs;
    private final ExpiredMonths months;
    private final ExpiredRows rows;
    private final ExpiredNotifications notifications;
    private final Archive archive;
    private final Set<EndpointKey> endpoints;
    private final GatewayMetrics metrics;
    private final Supplier<Future<Void>> rest;

    /**
     * Works through this pool.
     *
     * @param endpoints the configured ones
     * @param rest what is waited for between two steps; fails when it is to end
     */
    Retention(
            Pool pool,
            Archive archive,
            Set<EndpointKey> endpoints,
            GatewayMetrics metrics,
            Supplier<Future<Void>> rest) {
        this.runs = new RetentionRuns(pool);
        this.months = new ExpiredMonths(pool);
        this.rows = new ExpiredRows(pool, rest);
        this.notifications = new ExpiredNotifications(pool);
        this.archive = archive;
        this.endpoints = Set.copyOf(endpoints);
        this.metrics = metrics;
        this.rest = rest;
    }

    /**
     * What came of it.
     *
     * @param rows how many went by themselves
     * @param months how many went as a whole, of all tables
     * @param failures of steps that were not done to their end; the others were
     */
    record Outcome(long rows, long months, List<Throwable> failures) {}

    /** Removes what is too old. Never fails. */
    Future<Outcome> run(RetentionLimits limits) {
        Books books = new Books();
        return books.rows("notification_key", () -> rows.keys(limits))
                .compose(done -> books.rows("notification", () -> notifications(books, limits)))
                .compose(done -> books.rows("notification_item", () -> rows.items(limits)))
                .compose(done -> books.rows("delivery", () -> rows.deliveries(limits)))
                .compose(done -> books.attempt(() -> months(books, "order_event", limits.firstMonthOfEvents())))
                .compose(done -> books.rows("order_event", () -> rows.events(limits, endpoints)))
                .compose(done -> books.rows("merchant_order", () -> rows.orders(limits)))
                .compose(done -> books.rows("payment", () -> rows.payments(limits)))
                .compose(done -> books.rows("discrepancy_case", () -> rows.cases(limits)))
                .compose(done -> books.rows("audit_entry", () -> rows.audit(limits)))
                .compose(done -> books.attempt(() -> months(books, "timeline_entry", limits.firstMonthOfHistory())))
                .compose(done -> books.rows("timeline_entry", () -> rows.timelines(limits)))
                .compose(done -> runs.oldestSeconds()
                        .onSuccess(seconds -> metrics.oldestNotification(Duration.ofSeconds(seconds)))
                        .<Void>mapEmpty()
                        .otherwiseEmpty())
                .map(done -> books.outcome());
    }

    // Arrivals and answers are kept for the notifications that are: after those. What should have gone with its month
    // does not go row by row because that month is in use.
    private Future<Long> notifications(Books books, RetentionLimits limits) {
        YearMonth first = limits.firstMonthOfNotifications();
        return months(books, "notification", first)
                .compose(done -> months(books, "notification_arrival", first))
                .compose(done -> months(books, "notification_answer", first))
                .compose(done -> oldNotifications(limits));
    }

    private Future<Void> months(Books books, String table, YearMonth first) {
        return months.before(table, first).compose(old -> each(old, month -> month(books, month)));
    }

    private Future<Void> month(Books books, OldMonth month) {
        boolean kept = month.table().equals("notification");
        return rest.get()
                .compose(rested -> kept ? archive.month(month) : Future.<Void>succeededFuture())
                .compose(archived -> months.takeOut(month, endpoints))
                .compose(out -> months.drop(month, endpoints))
                .onSuccess(dropped -> books.dropped(month));
    }

    private Future<Long> oldNotifications(RetentionLimits limits) {
        AtomicLong removed = new AtomicLong();
        return runs.accounts()
                .compose(accounts -> each(
                        accounts,
                        account -> oldNotifications(account, limits)
                                .onSuccess(removed::addAndGet)
                                .mapEmpty()))
                .map(done -> removed.get());
    }

    private Future<Long> oldNotifications(String account, RetentionLimits limits) {
        AtomicReference<UUID> above = new AtomicReference<>(FIRST);
        AtomicLong removed = new AtomicLong();
        return Repeatedly.until(() -> notifications
                .next(account, requireNonNull(above.get()), limits)
                .compose(old -> old.isEmpty()
                        ? Future.succeededFuture(Optional.of(removed.get()))
                        : remove(account, old)
                                .onSuccess(gone -> {
                                    removed.addAndGet(gone);
                                    above.set(old.get(old.size() - 1));
                                })
                                .compose(gone -> rest.get())
                                .map(Optional.empty())));
    }

    private Future<Long> remove(String account, List<UUID> old) {
        return archive.notifications(account, old).compose(kept -> notifications.remove(account, old));
    }

    private static <T> Future<Void> each(Collection<T> all, Function<T, Future<Void>> step) {
        Future<Void> done = Future.succeededFuture();
        for (T one : all) {
            done = done.compose(before -> step.apply(one));
        }
        return done;
    }

    /** Counts what one run does, and lets a step that fails not keep the others from being done. */
    private final class Books {

        private final List<Throwable> failures = new ArrayList<>();
        private long removed;
        private long dropped;

        Future<Void> rows(String table, Supplier<Future<Long>> step) {
            return attempt(() -> step.get()
                    .onSuccess(count -> {
                        removed += count;
                        metrics.expired(table, count);
                    })
                    .mapEmpty());
        }

        Future<Void> attempt(Supplier<Future<Void>> step) {
            return step.get().recover(failure -> {
                failures.add(failure);
                return Future.succeededFuture();
            });
        }

        void dropped(OldMonth month) {
            dropped++;
            metrics.monthDropped(month.table());
        }

        Outcome outcome() {
            return new Outcome(removed, dropped, List.copyOf(failures));
        }
    }
}
