package io.quittance.core.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of the store, as nearly as it is known here: what it told last, and what has passed since by the monotonic clock. All nodes
 * of a store so go by one time, and go on by it when the clock of their machine is set. Never ahead of the store, and behind by
 * no more than an answer was under way. Until the store has told its time it is the machine's.
 *
 * <p>May be used by any thread.
 */
final class StoreClock implements InstantSource {

    private final InstantSource machine;
    private final LongSupplier nanoTime;
    private volatile @Nullable Reading last;

    StoreClock(InstantSource machine, LongSupplier nanoTime) {
        this.machine = machine;
        this.nanoTime = nanoTime;
    }

    /** The moment of the monotonic clock. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /**
     * The store told its time. What is known stays unless it contradicts that: an answer that was long under way tells less.
     *
     * @param askedAt the moment of the monotonic clock at which it was asked
     */
    synchronized void told(Instant time, long askedAt) {
        long now = nanoTime();
        Reading known = last;
        Instant latest = time.plusNanos(now - askedAt);
        if (known == null || known.at(now).isBefore(time) || known.at(now).isAfter(latest)) {
            last = new Reading(time, now);
        }
    }

    /** How far the machine's clock is ahead; negative if it is behind. */
    Duration machineAhead() {
        return Duration.between(instant(), machine.instant());
    }

    @Override
    public Instant instant() {
        Reading known = last;
        return known == null ? machine.instant() : known.at(nanoTime());
    }

    /** A time of the store, and the moment of the monotonic clock at which it came. */
    private record Reading(Instant time, long nanos) {

        Instant at(long now) {
            return time.plusNanos(now - nanos);
        }
    }
}
