package io.quittance.simulation;

import io.quittance.spi.simulator.Tally;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was sent and answered. Read from any thread. */
final class Counts {

    final AtomicLong sent = new AtomicLong();
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong attempts = new AtomicLong();
    final AtomicLong hostile = new AtomicLong();
    final AtomicLong hostileRefused = new AtomicLong();
    final AtomicLong apiCalls = new AtomicLong();

    /** The parts before their wholes: what is counted meanwhile never makes a part the larger one. */
    Tally tally() {
        long acknowledgedSoFar = acknowledged.get();
        long refusedSoFar = hostileRefused.get();
        long sentSoFar = sent.get();
        return new Tally(sentSoFar, acknowledgedSoFar, attempts.get(), hostile.get(), refusedSoFar, apiCalls.get());
    }
}
