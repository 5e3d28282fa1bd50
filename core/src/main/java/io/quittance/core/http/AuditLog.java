package io.quittance.core.http;

import io.quittance.core.store.Act;
import io.quittance.core.store.AuditOutcome;
import io.quittance.core.store.AuditStore;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has acts of people done: written down before, and not done if that fails; what came of it is written behind. */
public final class AuditLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(AuditLog.class);

    private static final int SERVER_ERRORS = 500;

    private final AuditStore store;
    private final GatewayMetrics metrics;
    private final Clock clock;

    /** Writes there, and counts here. */
    public AuditLog(AuditStore store, GatewayMetrics metrics, Clock clock) {
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The same without anything to tell about what came of it. */
    <T> Future<T> perform(Caller caller, Act act, Supplier<Future<T>> doing) {
        return perform(caller, act, doing, done -> new JsonObject());
    }

    /**
     * Does what a caller may do and asks for.
     *
     * @param doing what it is; called once the act is on record, and never if that fails
     * @param telling what is to be kept about its result
     * @return its result, also if that could not be written down
     */
    <T> Future<T> perform(Caller caller, Act act, Supplier<Future<T>> doing, Function<T, JsonObject> telling) {
        return store.ask(caller.name(), WireNames.of(caller.role()), act, clock.instant())
                .compose(entry -> {
                    Future<T> done = Future.succeededFuture().compose(asked -> doing.get());
                    return done.transform(result -> ended(
                                    entry,
                                    act,
                                    outcome(result),
                                    result.succeeded() ? telling.apply(result.result()) : new JsonObject())
                            .transform(written -> done));
                });
    }

    /** Of what failed in our house nobody knows how far it came. */
    private static AuditOutcome outcome(AsyncResult<?> result) {
        if (result.succeeded()) {
            return AuditOutcome.DONE;
        }
        return result.cause() instanceof ProblemException problem
                        && problem.document().status() < SERVER_ERRORS
                ? AuditOutcome.REFUSED
                : AuditOutcome.ASKED;
    }

    private Future<Void> ended(UUID entry, Act act, AuditOutcome outcome, JsonObject detail) {
        metrics.acted(WireNames.of(act.action()), WireNames.of(outcome));
        if (outcome == AuditOutcome.ASKED) {
            return Future.succeededFuture();
        }
        return store.end(entry, outcome, detail)
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("entry", entry)
                        .addKeyValue("outcome", WireNames.of(outcome))
                        .addKeyValue("reason", failure.getMessage())
                        .log("What came of an act cannot be written down"));
    }
}
