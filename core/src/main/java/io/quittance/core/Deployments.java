package io.quittance.core;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which verticles run: one that never began does not know itself that it has nothing to end. */
final class Deployments {

    private final Vertx vertx;
    private final Map<VerticleBase, String> ids = new ConcurrentHashMap<>();

    Deployments(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<Void> begin(VerticleBase verticle) {
        return vertx.deployVerticle(verticle)
                .onSuccess(id -> ids.put(verticle, id))
                .mapEmpty();
    }

    /** Nothing if it does not run. */
    Future<Void> end(VerticleBase verticle) {
        String id = ids.remove(verticle);
        return id == null ? Future.succeededFuture() : vertx.undeploy(id);
    }
}
