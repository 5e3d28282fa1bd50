package io.quittance.core.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tells machines whether the process lives, and whether it can do its work. Needs no token, and tells no more. */
public final class HealthApi implements ManagementApi {

    private static final int READINESS_TIMEOUT_SECONDS = 3;

    private final Supplier<Future<Boolean>> readiness;
    private final BooleanSupplier liveness;

    /**
     * Answers from this.
     *
     * @param readiness whether the store can be reached and is migrated; a failure means no
     * @param liveness whether all event loops work, as far as is known
     */
    public HealthApi(Supplier<Future<Boolean>> readiness, BooleanSupplier liveness) {
        this.readiness = readiness;
        this.liveness = liveness;
    }

    @Override
    public void mount(Router router) {
        router.get("/health/live").respond(this::live);
        router.get("/health/ready").respond(this::ready);
    }

    private Future<JsonObject> live(RoutingContext context) {
        return liveness.getAsBoolean()
                ? Future.succeededFuture(status("live"))
                : Future.failedFuture(ProblemException.unavailable("An event loop is lost; start the gateway again"));
    }

    private Future<JsonObject> ready(RoutingContext context) {
        return readiness
                .get()
                .timeout(READINESS_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .otherwise(false)
                .map(ready -> {
                    if (!ready) {
                        throw ProblemException.unavailable("The store cannot be reached, or its schema is not current");
                    }
                    return status("ready");
                });
    }

    private static JsonObject status(String status) {
        return new JsonObject().put("status", status);
    }
}
