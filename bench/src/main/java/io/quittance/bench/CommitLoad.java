package io.quittance.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Commits single rows from several clients. */
interface CommitLoad {

    /** Who does it. */
    String name();

    /**
     * Inserts the row over and over.
     *
     * @param perSecond at instants that are fixed; 0: as fast as it goes
     */
    Commits run(SameRow row, int clients, int perSecond, Duration length);

    /**
     * What came of it.
     *
     * @param latency in microseconds from when a commit was due; empty if none was due at any instant
     */
    record Commits(double perSecond, Histogram latency) {}
}
