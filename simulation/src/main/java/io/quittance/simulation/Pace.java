package io.quittance.simulation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pauses, which get short, also those under way, once everything is to hurry up. Used on the simulator's event loop only. */
final class Pace {

    private static final Duration LONGEST_IN_A_HURRY = Duration.ofMillis(250);

    private final Vertx vertx;
    private final Map<Long, Promise<Void>> pauses = new HashMap<>();
    private boolean hurried;
    private boolean ended;

    Pace(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes after this time or, when in a hurry, sooner. Never fails. */
    Future<Void> pause(Duration length) {
        long millis = (hurried && length.compareTo(LONGEST_IN_A_HURRY) > 0 ? LONGEST_IN_A_HURRY : length).toMillis();
        if (ended || millis == 0) {
            return Future.succeededFuture();
        }
        Promise<Void> pause = Promise.promise();
        pauses.put(vertx.setTimer(millis, this::endPause), pause);
        return pause.future();
    }

    void hurry() {
        hurried = true;
        endAllPauses();
    }

    /** Ends all pauses, and there will be none any more. */
    void end() {
        ended = true;
        endAllPauses();
    }

    /** Whether nothing is to be begun any more. */
    boolean isEnded() {
        return ended;
    }

    private void endAllPauses() {
        for (long timer : List.copyOf(pauses.keySet())) {
            vertx.cancelTimer(timer);
            endPause(timer);
        }
    }

    private void endPause(long timer) {
        Promise<Void> pause = pauses.remove(timer);
        if (pause != null) {
            pause.complete();
        }
    }
}
