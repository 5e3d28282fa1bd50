package io.quittance.core.demo;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * Places orders: registers each, and begins its payment before or after that. Places none while too many are on their way,
 * so that a machine that is too slow for the rate gets slower instead of falling over. Belongs to one event loop.
 */
final class Shop {

    private static final int FIRST_UNSETTLED = 50;
    private static final int MOST_UNSETTLED = 300;
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final long AGAIN_MILLIS = 500;

    private final Vertx vertx;
    private final Clock clock;
    private final Simulators simulators;
    private final OrderClient client;
    private final Watch watch;
    private final Assortment assortment;
    private final int rate;
    private long placedUntil;
    private double due = 1;

    /** A shop that sells so many a second, starting now. */
    Shop(
            Vertx vertx,
            Clock clock,
            Simulators simulators,
            OrderClient client,
            Watch watch,
            Assortment assortment,
            int rate) {
        this.vertx = vertx;
        this.clock = clock;
        this.simulators = simulators;
        this.client = client;
        this.watch = watch;
        this.assortment = assortment;
        this.rate = rate;
        this.placedUntil = clock.millis();
    }

    /** Places the orders that are due by now. */
    void placeDue() {
        long now = clock.millis();
        due = Math.min(due + rate * (now - placedUntil) / MILLIS_PER_SECOND, rate);
        placedUntil = now;
        while (due >= 1 && !isHeldBack()) {
            due--;
            place(assortment.next());
        }
    }

    /** Whether it waits for orders to settle before it places more; how many are too many depends on what was managed. */
    boolean isHeldBack() {
        return watch.unsettledCount() >= Math.min(FIRST_UNSETTLED + watch.settledCount(), MOST_UNSETTLED);
    }

    private void place(Purchase purchase) {
        Watched order = watch.expect(purchase);
        Context context = vertx.getOrCreateContext();
        Future<Void> registered;
        Future<Void> told;
        if (purchase.isLate()) {
            told = begin(purchase);
            registered = vertx.timer(purchase.lateness().toMillis()).compose(waited -> register(purchase));
        } else {
            registered = register(purchase);
            told = registered.compose(done -> begin(purchase));
        }
        // What becomes of an order whose provider fails is for the watch to find out.
        Future.join(registered, told.otherwiseEmpty())
                .onSuccess(both -> context.runOnContext(ignored -> watch.completed(order)));
    }

    private Future<Void> begin(Purchase purchase) {
        return simulators.begin(purchase.provider(), purchase.sale());
    }

    private Future<Void> register(Purchase purchase) {
        return client.register(purchase.reference(), purchase.registered())
                .recover(failure -> vertx.timer(AGAIN_MILLIS).compose(waited -> register(purchase)));
    }
}
