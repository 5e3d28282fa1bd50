package io.quittance.core.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What is known of the configurations of this gateway, and the way back to the one before. */
public interface ConfigurationDesk {

    /** What is in force, and what became of the last change, without secrets. */
    JsonObject describe();

    /**
     * Puts the configuration into force again that was before the last change.
     *
     * @param by who asked, for the log
     * @return what is in force then; fails with a {@link RollbackException} if it must not be
     */
    Future<JsonObject> rollBack(String by);
}
