package io.quittance.core.demo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** Trade from the first order until the last one is at its end. Has an event loop of its own; may be asked from anywhere. */
public final class Demo {

    private static final long TICK_MILLIS = 50;
    private static final long ROUND_MILLIS = 200;
    private static final long PROGRESS_MILLIS = 5_000;
    private static final long CLOSING_MILLIS = 2_000;

    private final Vertx vertx;
    private final Context context;
    private final Clock clock;
    private final Simulators simulators;
    private final Schedule schedule;
    private final Narrator narrator;
    private final OrderClient client;
    private final String token;
    private final Watch watch;
    private final Shop shop;
    private final Promise<Void> over = Promise.promise();
    private final Promise<Ledger> told = Promise.promise();
    private final AtomicBoolean ending = new AtomicBoolean();
    private boolean calm;

    private Demo(
            Vertx vertx,
            Clock clock,
            Simulators simulators,
            OrderClient client,
            String token,
            Narrator narrator,
            DemoPlan plan) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.clock = clock;
        this.simulators = simulators;
        this.schedule = plan.schedule();
        this.narrator = narrator;
        this.client = client;
        this.token = token;
        this.watch = new Watch(client, narrator);
        Assortment assortment = new Assortment(new Random(plan.seed()), simulators.providers());
        this.shop = new Shop(vertx, clock, simulators, client, watch, assortment, plan.rate());
    }

    /**
     * Starts trading at a gateway that runs.
     *
     * @param simulators connected to it
     * @param api of the gateway's management
     * @param token opens it
     */
    public static Demo start(
            Vertx vertx, Clock clock, Simulators simulators, URI api, String token, Narrator narrator, DemoPlan plan) {
        Demo demo = new Demo(vertx, clock, simulators, new OrderClient(vertx, api, token), token, narrator, plan);
        demo.context.runOnContext(ignored -> demo.open());
        return demo;
    }

    /** Completes when everything is settled and the time is up, or when waiting longer would not help. */
    public Future<Void> over() {
        return over.future();
    }

    /**
     * Ends the simulators and tells the last lines, once.
     *
     * @return the ledger that was told
     */
    public Future<Ledger> end() {
        if (ending.compareAndSet(false, true)) {
            simulators
                    .close()
                    .timeout(CLOSING_MILLIS, MILLISECONDS)
                    .onComplete(closed -> context.runOnContext(ignored -> tellEnd()));
        }
        return told.future();
    }

    private void open() {
        narrator.begin();
        client.console().onSuccess(address -> narrator.console(address, token));
        vertx.setPeriodic(0, TICK_MILLIS, timer -> tick());
        vertx.setPeriodic(PROGRESS_MILLIS, timer -> tellProgress());
        rounds();
    }

    private void rounds() {
        if (ending.get()) {
            return;
        }
        Instant now = clock.instant();
        boolean late = !now.isBefore(schedule.deadline());
        boolean last = late || (calm && !now.isBefore(schedule.end()) && ledger().isBalanced());
        Future<Void> round = last ? watch.roundOfAll() : watch.round();
        round.onComplete(asked -> {
            if (late || (last && ledger().isBalanced())) {
                over.tryComplete();
            } else {
                vertx.setTimer(ROUND_MILLIS, timer -> rounds());
            }
        });
    }

    private void tick() {
        if (ending.get()) {
            return;
        }
        if (clock.instant().isBefore(schedule.lastOrder())) {
            shop.placeDue();
        } else if (!calm) {
            calm = true;
            narrator.lastOrder();
            simulators.calmDown();
        }
    }

    private void tellProgress() {
        if (ending.get()) {
            return;
        }
        narrator.progress(ledger());
        if (!calm && shop.isHeldBack()) {
            narrator.heldBack(watch.unsettledCount());
        }
    }

    private void tellEnd() {
        Ledger ledger = ledger();
        if (over.future().isComplete()) {
            narrator.end(watch.unsettled(), simulators.tally(), ledger);
        } else {
            narrator.endEarly(simulators.tally(), ledger);
        }
        told.complete(ledger);
    }

    private Ledger ledger() {
        return Ledger.of(simulators.tally(), watch.expectedCount(), watch.settledCount());
    }
}
