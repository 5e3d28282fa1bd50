package io.quittance.bench;

import java.util.Locale;

/** A number that can be asked for by name. */
enum Topic {
    /** Beside a bare bulk INSERT. */
    BULK,
    /** Beside commits of single rows. */
    COMMITS,
    /** Beside the same server with one INSERT for each request. */
    SINGLE,
    /** Beside the same server that stores nothing. */
    NOTHING,
    /** What is reconciled beside what is acknowledged. */
    RECONCILE,
    /** The latency at a fixed rate, and of one that comes alone. */
    LATENCY,
    /** Several gateways on one store beside one. */
    NODES,
    /** With millions stored beside none. */
    VOLUME,
    /** What is resident. */
    MEMORY,
    /** From the start to ready. */
    START;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
