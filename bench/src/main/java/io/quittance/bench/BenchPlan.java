package io.quittance.bench;

import java.time.Duration;
import java.util.Set;

/**
 * What is measured, and for how long.
 *
 * @param topics which ones
 * @param runs of each contender
 * @param length of a run
 * @param connections of the closed loop
 * @param stored how many notifications a store holds that is compared with one that holds none
 * @param starts how often a gateway is started
 * @param limit when it would take longer, later runs are left out
 */
record BenchPlan(
        Set<Topic> topics, int runs, Duration length, int connections, long stored, int starts, Duration limit) {

    private static final int WARM_UP_SHARE = 40;
    private static final Duration MOST_WARM_UP = Duration.ofSeconds(60);

    BenchPlan {
        topics = Set.copyOf(topics);
    }

    /** How long one contender is warmed up at most. */
    Duration warmUp() {
        Duration share = limit.dividedBy(WARM_UP_SHARE);
        return share.compareTo(MOST_WARM_UP) < 0 ? share : MOST_WARM_UP;
    }
}
