package io.quittance.core.plugin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicInteger;

/** How much is being done with something that is to be let go when nobody needs it any more. May be used from any thread. */
final class InFlight {

    private final AtomicInteger count = new AtomicInteger();
    private final Promise<Void> drained = Promise.promise();
    private volatile boolean closed;

    /** Begins one more thing, unless nothing may begin any more; what began has to {@linkplain #end end}. */
    boolean begin() {
        count.incrementAndGet();
        if (closed) {
            end();
            return false;
        }
        return true;
    }

    void end() {
        if (count.decrementAndGet() == 0 && closed) {
            drained.tryComplete();
        }
    }

    /** Lets nothing begin any more; completes when all that began has ended. */
    Future<Void> drain() {
        closed = true;
        if (count.get() == 0) {
            drained.tryComplete();
        }
        return drained.future();
    }
}
