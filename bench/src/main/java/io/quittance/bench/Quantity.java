package io.quittance.bench;

import java.util.Locale;

/** What is measured of a contender in a run. */
enum Quantity {
    /** Notifications, rows or commits. */
    PER_SECOND,
    /** Events in the outbox, while the load runs. */
    RECONCILED_MEANWHILE,
    /** Events in the outbox, from the begin of the load until the last one. */
    RECONCILED,
    /** Microseconds of CPU time of the server's process, for each notification. */
    SERVER_CPU,
    /** Microseconds of CPU time of all of Postgres, for each notification or row. */
    POSTGRES_CPU,
    /** Milliseconds. */
    P50,
    /** Milliseconds. */
    P99,
    /** Milliseconds. */
    P999,
    /** Milliseconds from the start of the process to ready. */
    START,
    /** Megabytes of memory that were resident at most. */
    MEMORY;

    /** As it stands in JSON. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
