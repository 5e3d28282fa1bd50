package io.quittance.core.telemetry;

import io.vertx.core.Completable;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/**
 * Keeps what fails twice a second, for as long as the store is away, from filling the log: of failures in a row the first is told,
 * the second, the fourth, the eighth and so on. May be called from any thread.
 */
public final class FailureStreak {

    private final AtomicLong failures = new AtomicLong();

    /**
     * Goes by how each attempt ends.
     *
     * @param line tells of a failure, and how often in a row it failed by now
     * @return for the end of every attempt
     */
    public Completable<Object> telling(ObjLongConsumer<Throwable> line) {
        return (result, failure) -> {
            if (failure == null) {
                ended();
            } else {
                failed().ifPresent(times -> line.accept(failure, times));
            }
        };
    }

    /**
     * It failed.
     *
     * @return how often in a row by now; empty if that is not to be told
     */
    public OptionalLong failed() {
        long now = failures.incrementAndGet();
        return Long.bitCount(now) == 1 ? OptionalLong.of(now) : OptionalLong.empty();
    }

    /** It did not fail: the next failure is told again. */
    public void ended() {
        failures.set(0);
    }
}
