package io.quittance.simulation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where letters are held back until a dozen can be sent at once, or until the first of them has waited long enough. */
final class Batch {

    private static final int DOZEN = 12;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Pace pace;
    private List<Promise<Void>> waiting = new ArrayList<>();

    Batch(Pace pace) {
        this.pace = pace;
    }

    /** Completes when the others of the dozen do. */
    Future<Void> join() {
        Promise<Void> promise = Promise.promise();
        waiting.add(promise);
        if (waiting.size() == DOZEN) {
            release(waiting);
        } else if (waiting.size() == 1) {
            List<Promise<Void>> begun = waiting;
            pace.pause(LONGEST_WAIT).onSuccess(paused -> release(begun));
        }
        return promise.future();
    }

    private void release(List<Promise<Void>> together) {
        if (together == waiting) {
            waiting = new ArrayList<>();
        }
        together.forEach(Promise::tryComplete);
    }
}
