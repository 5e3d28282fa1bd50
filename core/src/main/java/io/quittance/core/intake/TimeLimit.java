package io.quittance.core.intake;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A time within which each of many things has to end. One timer serves all, set for what began first, because one for each
 * request would cost more than the request. Confined to one event loop.
 */
public final class TimeLimit {

    private final Duration limit;
    private final Set<Running> running = new LinkedHashSet<>();
    private boolean timed;

    /** A time that is the same for all. */
    public TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /**
     * Begins to wait for the end of something.
     *
     * @param late is called if it has not ended in time
     */
    public Running begin(Runnable late) {
        Running begun = new Running(System.nanoTime() + limit.toNanos(), late);
        running.add(begun);
        if (!timed) {
            setTimer(limit.toNanos());
        }
        return begun;
    }

    private void setTimer(long nanos) {
        timed = true;
        requireNonNull(Vertx.currentContext(), "called on an event loop")
                .owner()
                .setTimer(1 + NANOSECONDS.toMillis(nanos), now -> endLate());
    }

    private void endLate() {
        long now = System.nanoTime();
        List<Running> late = new ArrayList<>();
        for (Running next : running) {
            if (next.due - now > 0) {
                break;
            }
            late.add(next);
        }
        late.forEach(running::remove);
        timed = !running.isEmpty();
        if (timed) {
            setTimer(running.iterator().next().due - now);
        }
        late.forEach(each -> each.late.run());
    }

    /** What has to end. */
    public final class Running {

        private final long due;
        private final Runnable late;

        private Running(long due, Runnable late) {
            this.due = due;
            this.late = late;
        }

        /** It has ended; once is enough. */
        public void end() {
            running.remove(this);
        }
    }
}
