package io.quittance.core.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quittance.core.store.Act;
import io.quittance.core.store.AuditAction;
import io.quittance.core.store.AuditTarget;
import io.quittance.core.store.Erasure;
import io.quittance.core.store.ErasureStore;
import io.quittance.core.store.ErasureStore.AtWorkException;
import io.quittance.core.store.OrderKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erasing what was written about the payer of an order: for operators alone, and on record. */
public final class ErasuresApi implements ManagementApi {

    private static final Logger LOGGER = LoggerFactory.getLogger(ErasuresApi.class);

    private final ErasureStore erasures;
    private final AuditLog audit;
    private final Clock clock;

    /** Erases there. */
    public ErasuresApi(ErasureStore erasures, AuditLog audit, Clock clock) {
        this.erasures = erasures;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.post(OrderPath.PATTERN + "/erase").respond(this::erase);
    }

    /**
     * What was erased, or would be.
     *
     * @param at when
     */
    record Erased(boolean dryRun, Instant at, @JsonUnwrapped Erasure erasure) {}

    private Future<Erased> erase(RoutingContext context) {
        Caller caller = Caller.of(context);
        caller.requireOperator();
        OrderPath path = OrderPath.toWrite(context);
        OrderKey order = new OrderKey(path.merchant(), path.reference());
        boolean dryRun = isDryRun(context.body().buffer());
        Instant now = clock.instant();
        return dryRun
                ? told(erasures.rehearse(order, caller.name(), now)).map(erasure -> new Erased(true, now, erasure))
                : audit.perform(
                                caller,
                                act(order),
                                () -> told(erasures.erase(order, caller.name(), now)),
                                JsonObject::mapFrom)
                        .onSuccess(erasure -> log(order, caller, erasure))
                        .map(erasure -> new Erased(false, now, erasure));
    }

    private static boolean isDryRun(@Nullable Buffer body) {
        if (body == null || body.length() == 0) {
            return false;
        }
        StrictBody asked = StrictBody.parse(body, "a JSON object with dryRun").only(Set.of("dryRun"));
        boolean dryRun = asked.flag("dryRun");
        asked.requireValid();
        return dryRun;
    }

    private static Act act(OrderKey order) {
        return new Act(
                AuditAction.ERASE, order.merchant(), new AuditTarget("order", order.reference()), new JsonObject());
    }

    private static Future<Erasure> told(Future<Optional<Erasure>> erased) {
        return erased.map(found ->
                        found.orElseThrow(() -> ProblemException.notFound("There is nothing about this order")))
                .recover(failure -> Future.failedFuture(
                        failure instanceof AtWorkException
                                ? ProblemException.conflict(failure.getMessage() + "; try again when it is done")
                                : failure));
    }

    private static void log(OrderKey order, Caller caller, Erasure erasure) {
        LOGGER.atInfo()
                .addKeyValue("merchant", order.merchant())
                .addKeyValue("order", order.reference())
                .addKeyValue("by", caller.name())
                .addKeyValue("notifications", erasure.notifications())
                .log("An order is erased");
    }
}
