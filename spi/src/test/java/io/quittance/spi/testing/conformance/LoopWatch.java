package io.quittance.spi.testing.conformance;

import io.vertx.core.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what happens on an event loop, and watches the loop meanwhile. A loop that has nothing to do stands in a
 * selector, which is a native call; one whose thread waits for a lock, a Future or a sleep is blocked by somebody, however
 * fast or slow the machine is.
 */
final class LoopWatch {

    private static final int SAMPLE_MILLIS = 10;
    private static final int LEAST_SAMPLES = 20;

    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final int allowedMillis;

    LoopWatch(Context loop, int allowedMillis) {
        this.allowedMillis = allowedMillis;
        loop.runOnContext(begun -> thread.set(Thread.currentThread()));
    }

    <T> T await(String what, CompletableFuture<T> done) {
        long waitingSince = 0;
        int samples = 0;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2L * Bench.PATIENCE_MILLIS);
        while (true) {
            try {
                return done.get(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (TimeoutException e) {
                Thread loop = thread.get();
                samples = isWaiting(loop) ? samples + 1 : 0;
                waitingSince = samples == 1 ? System.nanoTime() : waitingSince;
                if (samples >= LEAST_SAMPLES && millisSince(waitingSince) >= allowedMillis) {
                    throw new Finding(
                            what + " blocks the event loop, which waits here:" + Words.of(loop.getStackTrace()));
                }
                if (System.nanoTime() > deadline) {
                    throw new Finding(what + " has not ended after " + 2 * Bench.PATIENCE_MILLIS / 1_000
                            + " s; the event loop is here:"
                            + (loop == null ? " nowhere" : Words.of(loop.getStackTrace())));
                }
            }
        }
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    private static boolean isWaiting(@Nullable Thread loop) {
        return loop != null
                && switch (loop.getState()) {
                    case WAITING, TIMED_WAITING, BLOCKED -> true;
                    default -> false;
                };
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException known) {
            return known;
        }
        return new Thrown(cause);
    }

    /** Something that is no RuntimeException was thrown. */
    static final class Thrown extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Thrown(Throwable cause) {
            super(cause.toString(), cause);
        }
    }
}
