package io.quittance.core.store.staging;

import io.quittance.core.store.NewNotification;
import io.quittance.core.store.staging.Journal.Staged;
import io.quittance.core.telemetry.StagingMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The journal, for event loops: its work is done on a thread of its own, in the order in which it is asked for. */
final class StagingArea {

    private static final long WARN_AFTER_SECONDS = 10;

    private final WorkerExecutor worker;
    private final Journal journal;
    private final StagedForm form;
    private final StagingMeters meters;
    private final Clock clock;
    private volatile boolean refusing;

    StagingArea(Vertx vertx, Journal journal, StagedForm form, StagingMeters meters, Clock clock) {
        this.worker = vertx.createSharedWorkerExecutor("quittance-staging", 1, WARN_AFTER_SECONDS, TimeUnit.SECONDS);
        this.journal = journal;
        this.form = form;
        this.meters = meters;
        this.clock = clock;
    }

    /** Keeps notifications durably, all or none. */
    Future<Void> append(List<NewNotification> batch) {
        return work(() -> {
                    Instant now = clock.instant();
                    journal.append(batch.stream()
                            .map(notification -> form.write(notification, now))
                            .toList());
                    return tell();
                })
                .onSuccess(done -> meters.staged(batch.size()))
                .onComplete((done, failure) -> refusing = failure != null);
    }

    /** What was staged first. */
    Future<List<Staged>> first(int most) {
        return work(() -> journal.first(most));
    }

    /** Forgets what is in the store. */
    Future<Void> remove(List<Staged> stored) {
        return work(() -> {
                    journal.remove(stored);
                    return tell();
                })
                .onSuccess(done -> refusing = false);
    }

    /** Puts what cannot be stored where a person finds it. */
    Future<Void> setAside(Staged staged, String reason) {
        return work(() -> {
            journal.setAside(staged, reason);
            meters.setAside(journal.unusable());
            return tell();
        });
    }

    /** Tells how much there is, and how much a person has to look at, who may have done so. */
    Future<Void> measure() {
        return work(() -> {
            meters.setAside(journal.unusable());
            return tell();
        });
    }

    /** Whether the last that was to be kept is. */
    boolean accepts() {
        return !refusing;
    }

    Future<Void> close() {
        return work(() -> {
                    journal.close();
                    return null;
                })
                .eventually(worker::close)
                .mapEmpty();
    }

    private Void tell() throws IOException, SQLException {
        Journal.State state = journal.state();
        Instant oldest = state.oldest();
        meters.waiting(
                state.entries(),
                state.bytes(),
                oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant()));
        return null;
    }

    private <T> Future<T> work(Callable<T> work) {
        return worker.executeBlocking(work);
    }
}
