package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets concurrent writers share one statement and one commit. A lone writer is written at once; those who come while the
 * allowed number of batches is under way wait for the next one together. Nothing here waits for a timer.
 *
 * <p>Those who wait have owners, whose turns alternate: however much of one waits, an entry of another comes with the next batch.
 *
 * <p>Confined to one event loop.
 *
 * @param <T> what is written
 * @param <R> what each writer gets back
 */
public final class GroupCommit<T, R> {

    private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommit.class);

    private final Limits limits;
    private final Function<List<T>, Future<List<R>>> writer;
    private final Predicate<Throwable> blamesAnEntry;
    private final Observer observer;
    private final Executor start;
    private final FairQueue<Waiting<T, R>> queue;
    private int batchesUnderWay;
    private boolean starting;

    /**
     * How much may be in memory.
     *
     * @param batch how many one batch holds at most
     * @param batches how many batches are under way at most
     * @param waiting how many wait at most; of one owner alone half of them
     */
    public record Limits(int batch, int batches, int waiting) {}

    /** Is told of each batch. */
    public interface Observer {

        /** A batch of so many was written, or failed. */
        void committed(int entries, Duration took);
    }

    /**
     * Writes with this function.
     *
     * @param owner whose an entry is
     * @param writer writes a batch, all of it or nothing, and tells the results in the same order
     * @param observer is told of each batch
     */
    public GroupCommit(
            Limits limits, Function<T, String> owner, Function<List<T>, Future<List<R>>> writer, Observer observer) {
        this(limits, owner, writer, SqlFailure::isDataError, observer);
    }

    /**
     * Writes with this function.
     *
     * @param owner whose an entry is
     * @param writer writes a batch, all of it or nothing, and tells the results in the same order
     * @param blamesAnEntry whether a batch failed because of what one of its entries is, so that the others can be written
     *     without it
     * @param observer is told of each batch
     */
    public GroupCommit(
            Limits limits,
            Function<T, String> owner,
            Function<List<T>, Future<List<R>>> writer,
            Predicate<Throwable> blamesAnEntry,
            Observer observer) {
        this(limits, owner, writer, blamesAnEntry, observer, Runnable::run);
    }

    /**
     * Writes with this function.
     *
     * @param owner whose an entry is
     * @param writer writes a batch, all of it or nothing, and tells the results in the same order
     * @param blamesAnEntry whether a batch failed because of what one of its entries is, so that the others can be written
     *     without it
     * @param observer is told of each batch
     * @param start runs what it is given, on the same event loop: at once, or a little later, so that those who come until
     *     then share the first batch
     */
    public GroupCommit(
            Limits limits,
            Function<T, String> owner,
            Function<List<T>, Future<List<R>>> writer,
            Predicate<Throwable> blamesAnEntry,
            Observer observer,
            Executor start) {
        this.limits = limits;
        this.queue = new FairQueue<>(limits.waiting, waiting -> owner.apply(waiting.entry));
        this.writer = writer;
        this.blamesAnEntry = blamesAnEntry;
        this.observer = observer;
        this.start = start;
    }

    /** Writes one; fails with {@link QueueFullException} at once if too many wait. */
    public Future<R> submit(T entry) {
        Waiting<T, R> waiting = new Waiting<>(entry, Promise.promise());
        if (!queue.offer(waiting)) {
            return Future.failedFuture(new QueueFullException());
        }
        start();
        return waiting.promise.future();
    }

    /** How many wait for a batch. */
    public int waiting() {
        return queue.size();
    }

    private void start() {
        if (!starting && batchesUnderWay < limits.batches) {
            starting = true;
            start.execute(() -> {
                starting = false;
                writeNext();
            });
        }
    }

    private void writeNext() {
        while (batchesUnderWay < limits.batches && !queue.isEmpty()) {
            List<Waiting<T, R>> batch = next();
            batchesUnderWay++;
            long begun = System.nanoTime();
            write(batch).onComplete(done -> {
                batchesUnderWay--;
                writeNext();
                observer.committed(batch.size(), Duration.ofNanos(System.nanoTime() - begun));
            });
        }
    }

    private List<Waiting<T, R>> next() {
        List<Waiting<T, R>> batch = new ArrayList<>();
        while (batch.size() < limits.batch && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        return batch;
    }

    /** Writes a batch, and if one of its rows cannot be written, finds it by halves so that its neighbours are. */
    private Future<Void> write(List<Waiting<T, R>> batch) {
        return Future.succeededFuture(batch.stream().map(Waiting::entry).toList())
                .compose(writer)
                .map(results -> pairedWith(batch, results))
                .compose(GroupCommit::tell, failure -> {
                    if (batch.size() > 1 && blamesAnEntry.test(failure)) {
                        int half = batch.size() / 2;
                        return write(batch.subList(0, half)).compose(done -> write(batch.subList(half, batch.size())));
                    }
                    return tell(batch.stream()
                            .map(waiting -> (Runnable) () -> waiting.promise.fail(failure))
                            .toList());
                });
    }

    private static <T, R> List<Runnable> pairedWith(List<Waiting<T, R>> batch, List<R> results) {
        if (results.size() != batch.size()) {
            throw new IllegalStateException(results.size() + " results for " + batch.size() + " entries");
        }
        List<Runnable> answers = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Waiting<T, R> waiting = batch.get(i);
            R result = results.get(i);
            answers.add(() -> waiting.promise.complete(result));
        }
        return answers;
    }

    /** What one writer does with its answer must not keep the others from theirs. */
    @SuppressWarnings("checkstyle:IllegalCatch")
    private static Future<Void> tell(List<Runnable> answers) {
        for (Runnable answer : answers) {
            try {
                answer.run();
            } catch (RuntimeException e) {
                LOGGER.atError().setCause(e).log("A writer failed when it was told of its entry");
            }
        }
        return Future.succeededFuture();
    }

    private record Waiting<T, R>(T entry, Promise<R> promise) {}

    /** Too many wait already. */
    public static final class QueueFullException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** More than the queue may hold. */
        public QueueFullException() {
            super("Too many notifications wait to be stored", null, false, false);
        }
    }
}
