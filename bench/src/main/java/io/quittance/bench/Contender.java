package io.quittance.bench;

import java.time.Duration;

/** Something that is measured, run after run, in turn with the others. */
interface Contender {

    /** What it is called in tables. */
    String name();

    /** Runs for about so long. Blocks. */
    Sample run(Duration length);
}
