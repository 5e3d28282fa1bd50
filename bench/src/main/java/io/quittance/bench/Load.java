package io.quittance.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param counted notifications that were acknowledged within the time
 * @param acknowledged all that were, late ones included
 * @param refused answers that are no acknowledgement
 * @param took the time
 * @param latency in microseconds: of an open loop from the instant at which a request was due, of a closed loop from when it was
 *     sent
 */
record Load(long counted, long acknowledged, long refused, Duration took, Histogram latency) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_MILLI = 1e3;

    double perSecond() {
        return counted / (took.toNanos() / NANOS_PER_SECOND);
    }

    double percentileMillis(double percentile) {
        return latency.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
