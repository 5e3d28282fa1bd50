package io.quittance.core.store.staging;

import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NotificationLog;
import io.quittance.core.store.SqlFailure;
import io.quittance.core.store.StoreException;
import io.quittance.core.store.staging.Journal.Staged;
import io.quittance.core.telemetry.FailureStreak;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was staged into the store. Each round is also the question whether the store is back. Before an entry is
 * forgotten it is stored, so that one may be written twice, which the keys of the inbox make one.
 */
final class Drain {

    private static final Logger LOGGER = LoggerFactory.getLogger(Drain.class);

    private static final int BATCH = 256;

    private final Vertx vertx;
    private final NotificationLog store;
    private final StagingArea area;
    private final StagedForm form;
    private final StoreAbsence absence;
    private final Runnable wake;
    private final Duration pause;
    private final FailureStreak streak = new FailureStreak();
    private volatile Future<Void> round = Future.succeededFuture();
    private volatile long timer;
    private long drained;
    private volatile boolean ending;

    /**
     * Drains into a store.
     *
     * @param wake is called when there is something to reconcile
     * @param pause between two rounds
     */
    Drain(
            Vertx vertx,
            NotificationLog store,
            StagingArea area,
            StagedForm form,
            StoreAbsence absence,
            Runnable wake,
            Duration pause) {
        this.vertx = vertx;
        this.store = store;
        this.area = area;
        this.form = form;
        this.absence = absence;
        this.wake = wake;
        this.pause = pause;
    }

    /** Begins; from now on it goes on by itself. */
    void start() {
        round = round().onComplete(done -> {
            if (!ending) {
                timer = vertx.setTimer(pause.toMillis(), now -> start());
            }
        });
    }

    /** Ends when the batch in flight has. */
    Future<Void> close() {
        ending = true;
        vertx.cancelTimer(timer);
        return round;
    }

    private Future<Void> round() {
        return area.measure()
                .compose(measured -> area.first(BATCH))
                .compose(this::drain)
                .onSuccess(done -> streak.ended())
                .onFailure(this::stopped)
                .otherwiseEmpty();
    }

    private Future<Void> drain(List<Staged> staged) {
        if (staged.isEmpty()) {
            absence.ended();
            tellDrained();
            return Future.succeededFuture();
        }
        return readable(staged)
                .compose(this::store)
                .compose(stored ->
                        ending ? Future.succeededFuture() : area.first(BATCH).compose(this::drain));
    }

    /** Without those that were changed on the disk, or whose key is gone. */
    private Future<List<Readable>> readable(List<Staged> staged) {
        List<Readable> readable = new ArrayList<>();
        Future<Void> aside = Future.succeededFuture();
        for (Staged each : staged) {
            try {
                if (!each.entry().isIntact()) {
                    throw new StoreException("It is not what was staged: it was changed on the disk");
                }
                readable.add(new Readable(each, form.read(each.entry())));
            } catch (StoreException unreadable) {
                aside = aside.compose(done -> setAside(each, String.valueOf(unreadable.getMessage())));
            }
        }
        return aside.map(readable);
    }

    private Future<Void> store(List<Readable> batch) {
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        return store.write(batch.stream().map(Readable::notification).toList())
                .compose(
                        fresh -> stored(batch),
                        failure -> SqlFailure.isDataError(failure)
                                ? refused(batch, failure)
                                : Future.failedFuture(failure));
    }

    private Future<Void> stored(List<Readable> batch) {
        absence.ended();
        drained += batch.size();
        wake.run();
        return area.remove(batch.stream().map(Readable::staged).toList());
    }

    /** One bad entry fails its batch; by halves it is found. */
    private Future<Void> refused(List<Readable> batch, Throwable failure) {
        if (batch.size() == 1) {
            return setAside(
                    batch.get(0).staged,
                    "The store refuses its values: "
                            + SqlFailure.sqlState(failure).orElse(""));
        }
        int half = batch.size() / 2;
        return store(batch.subList(0, half)).compose(done -> store(batch.subList(half, batch.size())));
    }

    private Future<Void> setAside(Staged staged, String reason) {
        LOGGER.atError()
                .addKeyValue("notification", staged.entry().id())
                .addKeyValue("reason", reason)
                .log("A staged notification cannot be stored and is set aside");
        return area.setAside(staged, reason);
    }

    private void stopped(Throwable failure) {
        tellDrained();
        if (SqlFailure.isStoreAway(failure)) {
            absence.began(failure);
        } else {
            streak.failed()
                    .ifPresent(times -> LOGGER.atWarn()
                            .addKeyValue("reason", failure.getClass().getName())
                            .addKeyValue("times", times)
                            .log("What is staged cannot be brought into the store; it is tried again"));
        }
    }

    private void tellDrained() {
        if (drained > 0) {
            LOGGER.atInfo().addKeyValue("notifications", drained).log("What was staged is in the store");
            drained = 0;
        }
    }

    private record Readable(Staged staged, NewNotification notification) {}
}
