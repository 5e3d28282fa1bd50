package io.quittance.core.polling;

import io.quittance.core.reconcile.Fault;
import io.quittance.core.store.CaseGraceStore;
import io.quittance.core.store.CaseGraceStore.GraceOver;
import io.quittance.core.telemetry.FailureStreak;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.LogLimit;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the alarm about cases that are still open when their grace is over. Any number of nodes may sweep: one of them does it
 * for each case.
 */
public final class GraceSweep extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(GraceSweep.class);

    private static final int AT_A_TIME = 100;
    private static final long SWEEP_MILLIS = 1_000;

    private final CaseGraceStore cases;
    private final GatewayMetrics metrics;
    private final Clock clock;
    private final FailureStreak streak = new FailureStreak();
    private final LogLimit lines;
    private Future<Void> sweeping = Future.succeededFuture();

    /** Sweeps these. */
    public GraceSweep(CaseGraceStore cases, GatewayMetrics metrics, Clock clock) {
        this.cases = cases;
        this.metrics = metrics;
        this.clock = clock;
        this.lines = new LogLimit(clock);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(SWEEP_MILLIS, tick -> {
            if (sweeping.isComplete()) {
                sweeping = sweep();
            }
        });
        return Future.succeededFuture();
    }

    /** Completes when what is under way is told. */
    @Override
    public Future<?> stop() {
        return sweeping;
    }

    /** Looks once; fails never. */
    Future<Void> sweep() {
        return cases.end(clock.instant(), AT_A_TIME)
                .compose(over -> {
                    over.forEach(this::alarm);
                    return over.size() < AT_A_TIME ? Future.<Void>succeededFuture() : sweep();
                })
                .onComplete(streak.telling((failure, times) -> LOGGER.atWarn()
                        .addKeyValue("reason", Fault.of(failure).message())
                        .addKeyValue("times", times)
                        .log("Cases whose grace is over cannot be found and are looked for again")))
                .otherwiseEmpty();
    }

    private void alarm(GraceOver over) {
        metrics.caseOpened(over.kind().wireName());
        String account = Objects.requireNonNullElse(over.account(), "");
        lines.admit(account)
                .ifPresent(leftOut -> LOGGER.atWarn()
                        .addKeyValue("merchant", over.merchant())
                        .addKeyValue("account", account)
                        .addKeyValue("payment", over.payment())
                        .addKeyValue("left_out", leftOut)
                        .log("The order of a payment is still unknown"));
    }
}
