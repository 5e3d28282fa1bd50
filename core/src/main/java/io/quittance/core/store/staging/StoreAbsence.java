package io.quittance.core.store.staging;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store is away, as far as is known. May be used from any thread. */
final class StoreAbsence {

    private static final Logger LOGGER = LoggerFactory.getLogger(StoreAbsence.class);

    private final AtomicBoolean away = new AtomicBoolean();

    boolean isAway() {
        return away.get();
    }

    /** It could not be reached, or did not answer in time. */
    void began(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            LOGGER.atWarn()
                    .addKeyValue("reason", failure.getClass().getName())
                    .log("The store is away; notifications are kept on this disk until it is back");
        }
    }

    /** It may be there; whoever writes next will know. */
    void ended() {
        if (away.compareAndSet(true, false)) {
            LOGGER.atInfo().log("The store is back; notifications go there again");
        }
    }
}
