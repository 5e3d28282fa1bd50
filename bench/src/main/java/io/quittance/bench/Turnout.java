package io.quittance.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What became of the notifications of one account that were due within one step of an overload. Each is counted once it is over.
 * Confined to an event loop until the step is over.
 */
final class Turnout {

    private static final int ACKNOWLEDGED = 204;
    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1e3;

    private final long begin;
    private final Histogram latency = new Histogram(DIGITS);
    private long offered;
    private long acknowledged;
    private long refused;
    private long unanswered;
    private int calmAfterSeconds;

    /**
     * A step in which nothing was due yet.
     *
     * @param begin the moment of the monotonic clock
     */
    Turnout(long begin) {
        this.begin = begin;
        latency.setAutoResize(true);
    }

    void offered() {
        offered++;
    }

    /**
     * An answer came.
     *
     * @param due when the notification was due, by the monotonic clock
     */
    void answered(int status, long due, long now) {
        latency.recordValue(TimeUnit.NANOSECONDS.toMicros(now - due));
        if (status == ACKNOWLEDGED) {
            acknowledged++;
            return;
        }
        refused++;
        turnedAway(due);
    }

    /** No answer came within the sender's patience, or the connection was closed or could not be made. */
    void unanswered(long due) {
        unanswered++;
        turnedAway(due);
    }

    private void turnedAway(long due) {
        int second = (int) TimeUnit.NANOSECONDS.toSeconds(due - begin);
        calmAfterSeconds = Math.max(calmAfterSeconds, second + 1);
    }

    boolean isOver() {
        return acknowledged + refused + unanswered == offered;
    }

    long offeredSoFar() {
        return offered;
    }

    long acknowledged() {
        return acknowledged;
    }

    long refused() {
        return refused;
    }

    long withoutAnswer() {
        return unanswered;
    }

    /** After so many seconds of the step nobody was turned away any more. */
    int calmAfterSeconds() {
        return calmAfterSeconds;
    }

    /** How much of what was offered was acknowledged, from 0 to 1. */
    double share() {
        return offered == 0 ? 1 : (double) acknowledged / offered;
    }

    /** Of all answers. */
    double percentileMillis(double percentile) {
        return latency.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
