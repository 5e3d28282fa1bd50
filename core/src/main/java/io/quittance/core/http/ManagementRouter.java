package io.quittance.core.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts the management API together: authentication, body limit, the parts, and one responder for all that fails. */
public final class ManagementRouter {

    /** The largest body that is read. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    private ManagementRouter() {}

    /** A router of these parts. */
    public static Router create(Vertx vertx, BearerAuthentication authentication, List<ManagementApi> parts) {
        ProblemResponder responder = new ProblemResponder();
        Router router = Router.router(vertx);
        parts.forEach(part -> part.mountFailures(router));
        router.route().failureHandler(responder);
        router.route("/v1/*").handler(authentication);
        router.route("/metrics").handler(authentication);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        parts.forEach(part -> part.mount(router));
        refuseOtherMethods(router);
        router.errorHandler(404, responder);
        router.errorHandler(400, responder);
        return router;
    }

    private static void refuseOtherMethods(Router router) {
        Map<String, Set<String>> methods = new TreeMap<>();
        for (Route route : router.getRoutes()) {
            if (route.methods() != null) {
                Set<String> ofPath = methods.computeIfAbsent(route.getPath(), path -> new TreeSet<>());
                route.methods().forEach(method -> ofPath.add(method.name()));
            }
        }
        methods.forEach((path, allowed) -> router.route(path).handler(context -> {
            throw ProblemException.methodNotAllowed(allowed);
        }));
    }
}
