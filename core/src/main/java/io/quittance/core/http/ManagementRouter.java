package io.quittance.core.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** Puts the management API together: authentication, body limit, the parts, and one responder for all that fails. */
public final class ManagementRouter {

    /** The largest body that is read. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    private ManagementRouter() {}

    /** A router of these parts. */
    public static Router create(Vertx vertx, BearerAuthentication authentication, List<ManagementApi> parts) {
        ProblemResponder responder = new ProblemResponder();
        Router router = Router.router(vertx);
        router.route().failureHandler(responder);
        router.route("/v1/*").handler(authentication);
        router.route("/metrics").handler(authentication);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        parts.forEach(part -> part.mount(router));
        router.errorHandler(404, responder);
        router.errorHandler(405, responder);
        return router;
    }
}
