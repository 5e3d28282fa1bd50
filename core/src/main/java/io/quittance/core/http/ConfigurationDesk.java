package io.quittance.core.http;

import io.vertx.core.json.JsonObject;

/** What is known of the configurations of this gateway. */
public interface ConfigurationDesk {

    /** What is in force, and what became of the last change, without secrets. */
    JsonObject describe();
}
