package io.quittance.bench;

import java.time.Duration;

/** Something that is measured, run after run, in turn with the others. */
interface Contender {

    /** What it is called in tables. */
    String name();

    /** How many processes share its load. */
    default int servers() {
        return 1;
    }

    /** Runs for about so long. Blocks. */
    Sample run(Duration length);
}
