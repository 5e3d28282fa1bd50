package io.quittance.core.http;

import io.quittance.core.store.Act;
import io.quittance.core.store.AuditAction;
import io.quittance.core.store.AuditTarget;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** The configuration that is in force, and the way back to the one before. */
public final class ConfigurationApi implements ManagementApi {

    private static final Act ROLL_BACK =
            new Act(AuditAction.ROLLBACK, null, new AuditTarget("configuration", null), new JsonObject());

    private final ConfigurationDesk desk;
    private final AuditLog audit;

    /** Asks this desk. */
    public ConfigurationApi(ConfigurationDesk desk, AuditLog audit) {
        this.desk = desk;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.get("/v1/configuration").respond(this::describe);
        router.post("/v1/configuration/rollback").respond(this::rollBack);
    }

    private Future<JsonObject> describe(RoutingContext context) {
        QueryParameters.of(context, Set.of()).requireValid();
        Caller.of(context).requireOperator();
        return Future.succeededFuture(desk.describe());
    }

    private Future<JsonObject> rollBack(RoutingContext context) {
        QueryParameters.of(context, Set.of()).requireValid();
        Caller caller = Caller.of(context);
        caller.requireOperator();
        return audit.perform(caller, ROLL_BACK, () -> rollBack(caller));
    }

    private Future<JsonObject> rollBack(Caller caller) {
        return desk.rollBack(caller.name())
                .recover(failure -> Future.failedFuture(
                        failure instanceof RollbackException refused
                                ? ProblemException.conflict(String.valueOf(refused.getMessage()))
                                : failure));
    }
}
