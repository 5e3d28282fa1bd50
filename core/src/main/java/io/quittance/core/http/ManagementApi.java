package io.quittance.core.http;

import io.vertx.ext.web.Router;

/** A part of the management API: some paths and what answers them. */
public interface ManagementApi {

    /** Adds its routes. All paths under {@code /v1} and {@code /metrics} are behind authentication already. */
    void mount(Router router);

    /** Adds what has to stand before everything else: what answers, in another way than the API does, what fails. */
    default void mountFailures(Router router) {}
}
