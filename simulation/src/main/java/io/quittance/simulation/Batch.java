package io.quittance.simulation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** Where letters are held back until a dozen can be sent at once, or until the first of them has waited long enough. */
final class Batch {

    private static final int DOZEN = 12;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Pace pace;
    private Promise<Void> gate = Promise.promise();
    private int waiting;

    Batch(Pace pace) {
        this.pace = pace;
    }

    /** Completes when the others of the dozen do. */
    Future<Void> join() {
        if (waiting == 0) {
            Promise<Void> next = Promise.promise();
            gate = next;
            pace.pause(LONGEST_WAIT).onSuccess(paused -> open(next));
        }
        Promise<Void> joined = gate;
        waiting++;
        if (waiting == DOZEN) {
            open(joined);
        }
        return joined.future();
    }

    /** Does nothing if it is open already: then the next dozen waits before another one. */
    private void open(Promise<Void> some) {
        if (!some.future().isComplete()) {
            waiting = 0;
            some.complete();
        }
    }
}
