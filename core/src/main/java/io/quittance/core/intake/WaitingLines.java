package io.quittance.core.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long the notifications of each account wait until they are stored, so that no more are let in than are stored soon: who
 * waits too long hangs up and sends again, and what is then stored for nobody keeps the others waiting. A store that stands still
 * for a moment lets nobody through and closes no line; one that is slower than what comes does. Confined to one event loop.
 */
final class WaitingLines {

    /** So many of an account may wait in any case: two batches, which keep the store busy. */
    static final int ALWAYS_LET_IN = 512;

    /** More may wait as long as the last one of the account that was stored did not wait longer. */
    static final Duration LONGEST = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final Map<String, Line> lines = new HashMap<>();

    /**
     * No lines yet.
     *
     * @param nanoTime the monotonic clock
     */
    WaitingLines(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether one more of this account would wait too long. */
    boolean isClosed(String account) {
        Line line = lines.get(account);
        return line != null && line.length >= ALWAYS_LET_IN && line.lastWaited > LONGEST.toNanos();
    }

    /** One more waits. */
    Place enter(String account) {
        Line line = lines.computeIfAbsent(account, first -> new Line());
        line.length++;
        return new Place(account, line, nanoTime.getAsLong());
    }

    /** The place of one in the line of its account; to be left once. */
    final class Place {

        private final String account;
        private final Line line;
        private final long entered;

        private Place(String account, Line line, long entered) {
            this.account = account;
            this.line = line;
            this.entered = entered;
        }

        /** Its turn came: how long it waited is how long the next one will. */
        void waited() {
            line.lastWaited = nanoTime.getAsLong() - entered;
            turnedAway();
        }

        /** It leaves without having had its turn. */
        void turnedAway() {
            line.length--;
            if (line.length == 0) {
                lines.remove(account);
            }
        }
    }

    private static final class Line {

        private int length;
        private long lastWaited;
    }
}
