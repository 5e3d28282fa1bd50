package io.quittance.core.delivery;

import io.vertx.core.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Carries a call from any thread to one event loop; of many calls before it gets there, one arrives. */
final class WakeUp {

    private final Runnable action;
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile @Nullable Context context;

    WakeUp(Runnable action) {
        this.action = action;
    }

    /** From now on calls arrive, on this context. */
    void on(Context where) {
        context = where;
    }

    void call() {
        Context where = context;
        if (where != null && called.compareAndSet(false, true)) {
            where.runOnContext(now -> {
                called.set(false);
                action.run();
            });
        }
    }
}
