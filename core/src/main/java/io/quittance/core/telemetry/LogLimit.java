package io.quittance.core.telemetry;

import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a log line that strangers or a broken provider can cause from drowning all others: of each account so many a second
 * are written, the others are counted, and the count is told with the next that is. May be called from any thread.
 */
public final class LogLimit {

    private static final int PER_SECOND = 10;
    private static final long SECOND = 1_000;

    private final Clock clock;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** A limit by this clock. */
    public LogLimit(Clock clock) {
        this.clock = clock;
    }

    /**
     * Asks for a line.
     *
     * @param account one of the configured ones, whose number is bounded
     * @return how many lines were left out since the last one; empty if this one is to be left out as well
     */
    public OptionalLong admit(String account) {
        return windows.computeIfAbsent(account, unknown -> new Window()).admit(clock.millis());
    }

    private static final class Window {

        private long beganAt = Long.MIN_VALUE;
        private int written;
        private long leftOut;

        synchronized OptionalLong admit(long now) {
            if (now < beganAt || now - SECOND >= beganAt) {
                beganAt = now;
                written = 0;
            }
            if (written >= PER_SECOND) {
                leftOut++;
                return OptionalLong.empty();
            }
            written++;
            OptionalLong before = OptionalLong.of(leftOut);
            leftOut = 0;
            return before;
        }
    }
}
