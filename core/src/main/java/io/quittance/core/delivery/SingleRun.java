package io.quittance.core.delivery;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Runs a task one at a time. Calls that come while it runs make it run once more, however many they are. */
final class SingleRun {

    private final Supplier<Future<Boolean>> task;
    private boolean running;
    private boolean again;

    /**
     * For this task.
     *
     * @param task tells whether it is to be run again at once; a failure counts as no
     */
    SingleRun(Supplier<Future<Boolean>> task) {
        this.task = task;
    }

    void run() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        again = false;
        task.get().otherwise(false).onSuccess(more -> {
            running = false;
            if (more || again) {
                run();
            }
        });
    }

    boolean isRunning() {
        return running;
    }
}
