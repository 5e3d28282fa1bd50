package io.quittance.core.plugin;

import static java.util.Objects.requireNonNull;

import io.quittance.core.trace.Span;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether one thread is in the code of a plugin, and in whose. The thread says so at next to no cost, and the watch looks. A visit
 * that lasts is seized by the watch: it then ends only between two steps of the watch, so that nothing is told of, or done to,
 * whatever the thread does next.
 */
final class ThreadSlot {

    private final Thread thread = Thread.currentThread();
    private final boolean isEventLoop = Context.isOnEventLoopThread();

    /** Counts entries and exits, so that it is odd within a visit; negative: that visit is seized. */
    private final AtomicLong visit = new AtomicLong();

    private @Nullable Isolation visited;
    private String call = "";
    private Span span = Span.NONE;

    // Of the seized visit; guarded by this.
    private @Nullable Block block;
    private boolean interrupted;

    // Used by the watch only.
    private long lastSeen;
    private int looks;

    /**
     * Begins a visit. False if the thread is within one already, which goes on.
     *
     * @param belongsTo the span of what the plugin is asked
     */
    boolean enter(Isolation host, String what, Span belongsTo) {
        long before = visit.getPlain();
        if (isWithin(before)) {
            return false;
        }
        visited = host;
        call = what;
        span = belongsTo;
        visit.setRelease(before + 1);
        return true;
    }

    /** What the visit that goes on belongs to. To be asked by the thread itself. */
    Span span() {
        return span;
    }

    /** Ends the visit. */
    void leave() {
        span = Span.NONE;
        long current = visit.getPlain();
        if (current > 0 && visit.compareAndSet(current, current + 1)) {
            visited = null;
        } else {
            leaveSeized();
        }
    }

    private synchronized void leaveSeized() {
        Block ended = requireNonNull(block, "who seizes a visit, says why");
        if (interrupted) {
            Thread.interrupted(); // Meant for the plugin, and for nobody else.
        }
        visited = null;
        block = null;
        interrupted = false;
        visit.set(1 - visit.get());
        ended.isolation().ended(ended);
    }

    /** Whether the visit that goes on was interrupted by the watch. To be asked by the thread itself. */
    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** Whether the thread may still come back. */
    boolean isAlive() {
        return thread.isAlive();
    }

    boolean isEventLoop() {
        return isEventLoop;
    }

    /** Looks: how many looks ago the same visit was first seen; 0 if there is none, or another one than before. */
    int look() {
        long seen = Math.abs(visit.getAcquire());
        looks = isWithin(seen) && seen == lastSeen ? looks + 1 : 0;
        lastSeen = seen;
        return looks;
    }

    /** Seizes the visit that was just seen, unless it has ended. */
    synchronized Optional<Block> seize(Duration soFar) {
        if (!visit.compareAndSet(lastSeen, -lastSeen)) {
            return Optional.empty();
        }
        Block seized = Block.of(requireNonNull(visited, "a visit has a host"), call, thread, isEventLoop, soFar);
        block = seized;
        return Optional.of(seized);
    }

    /** What is known of the visit that was just seen, if it is seized and has not ended. */
    synchronized Optional<Block> seized() {
        return Optional.ofNullable(block).filter(known -> visit.get() == -lastSeen);
    }

    /** Interrupts what the plugin does in the seized visit, unless it has ended. */
    synchronized void interrupt() {
        if (visit.get() == -lastSeen) {
            interrupted = true;
            thread.interrupt();
        }
    }

    private static boolean isWithin(long count) {
        return (count & 1) == 1;
    }
}
