package io.quittance.core.telemetry;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.LongAdder;

/**
 * Has lines written by a thread of its own, so that nobody who logs waits for the output. Where it does not keep up, lines are
 * dropped, and counted. Named in {@code logback.xml}.
 */
public final class BoundedAppender extends AsyncAppender {

    private static final int LINES = 8_192;
    private static final LongAdder DROPPED = new LongAdder();

    /** Waits for as many lines as take a few megabytes. */
    public BoundedAppender() {
        setQueueSize(LINES);
        setDiscardingThreshold(0);
        setNeverBlock(true);
    }

    /** How many lines were dropped in this process. */
    static long dropped() {
        return DROPPED.sum();
    }

    /** One at a time, so that the room that is seen is still there: others only make more of it. */
    @Override
    protected synchronized void append(ILoggingEvent event) {
        if (getRemainingCapacity() == 0) {
            DROPPED.increment();
        } else {
            super.append(event);
        }
    }
}
