package io.quittance.core.telemetry;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps what fails twice a second, for as long as the store is away, from filling the log: of failures in a row the first is told,
 * the second, the fourth, the eighth and so on. May be called from any thread.
 */
public final class FailureStreak {

    private final AtomicLong failures = new AtomicLong();

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
