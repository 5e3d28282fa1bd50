package io.quittance.core.intake;

import io.quittance.core.store.NotificationAnswer;
import io.quittance.core.store.Repeatedly;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What requests were answered, gathered in memory and kept some thousand at a time behind the answers, for none of which it
 * makes anybody wait. What the store does not take is let go and counted: it is evidence about us, not about money. May be
 * called from any thread.
 */
public final class AnswerLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(AnswerLog.class);
    private static final int BATCH = 1_000;
    private static final int MOST_WAITING = 20_000;

    private final Function<List<NotificationAnswer>, Future<Void>> store;
    private final GatewayMetrics metrics;
    private final BlockingQueue<NotificationAnswer> waiting;
    private Future<Void> writing = Future.succeededFuture();
    private volatile boolean failing;

    /**
     * Gathers them for a store.
     *
     * @param store keeps a batch, all of it or nothing
     */
    public AnswerLog(Function<List<NotificationAnswer>, Future<Void>> store, GatewayMetrics metrics) {
        this(store, metrics, MOST_WAITING);
    }

    AnswerLog(Function<List<NotificationAnswer>, Future<Void>> store, GatewayMetrics metrics, int mostWaiting) {
        this.store = store;
        this.metrics = metrics;
        this.waiting = new ArrayBlockingQueue<>(mostWaiting);
    }

    /** Gathers one; many are kept at once. */
    public void note(NotificationAnswer answer) {
        if (!waiting.offer(answer)) {
            metrics.answersDropped(1);
        } else if (waiting.size() >= BATCH) {
            keep();
        }
    }

    /** Keeps what has gathered, unless that is under way. Never fails. */
    public synchronized Future<Void> keep() {
        if (writing.isComplete()) {
            writing = writeBatches();
        }
        return writing;
    }

    /** Keeps the rest; nothing is noted any more. Never fails. */
    public Future<Void> close() {
        return keep().compose(kept -> waiting.isEmpty() ? Future.succeededFuture() : close());
    }

    private Future<Void> writeBatches() {
        return Repeatedly.until(() -> writeBatch().map(done -> isDone())).mapEmpty();
    }

    private Optional<Boolean> isDone() {
        return waiting.size() < BATCH ? Optional.of(true) : Optional.empty();
    }

    private Future<Void> writeBatch() {
        List<NotificationAnswer> batch = new ArrayList<>();
        waiting.drainTo(batch, BATCH);
        return batch.isEmpty()
                ? Future.succeededFuture()
                : store.apply(batch)
                        .onSuccess(kept -> failing = false)
                        .onFailure(failure -> drop(batch, failure))
                        .otherwiseEmpty();
    }

    private void drop(List<NotificationAnswer> batch, Throwable failure) {
        metrics.answersDropped(batch.size());
        if (!failing) {
            failing = true;
            LOGGER.atWarn()
                    .addKeyValue("answers", batch.size())
                    .addKeyValue("reason", failure.getClass().getName())
                    .log("What notifications were answered cannot be kept; timelines will not tell it");
        }
    }
}
