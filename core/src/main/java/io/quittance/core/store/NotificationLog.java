package io.quittance.core.store;

import io.vertx.core.Future;
import java.util.List;

/** Where notifications are kept: all that the intake knows of the store. */
public interface NotificationLog {

    /**
     * Writes a batch, all of it or nothing. Called on the event loops of the intake, must not block.
     *
     * @return for each notification, in order, whether anything of it is new; durable when the Future completes
     */
    Future<List<Boolean>> write(List<NewNotification> batch);
}
