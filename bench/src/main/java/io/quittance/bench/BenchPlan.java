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
 */
record BenchPlan(Set<Topic> topics, int runs, Duration length, int connections, long stored, int starts) {

    BenchPlan {
        topics = Set.copyOf(topics);
    }
}
