package io.quittance.core.http;

import io.vertx.ext.web.Router;

/** Some pages of the console, behind its gate. */
public interface ConsolePart {

    /** Adds its routes. */
    void mount(Router router);
}
