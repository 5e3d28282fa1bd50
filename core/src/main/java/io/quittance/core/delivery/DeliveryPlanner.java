package io.quittance.core.delivery;

import io.quittance.core.store.EndpointKey;
import io.quittance.core.store.EndpointStore;
import io.quittance.core.telemetry.FailureStreak;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes deliveries of the events that have come to their places in the feed. */
final class DeliveryPlanner {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryPlanner.class);

    private static final int BATCH = 500;

    private final EndpointStore store;
    private final List<EndpointKey> endpoints;
    private final Clock clock;
    private final FailureStreak streak = new FailureStreak();
    private boolean registered;

    DeliveryPlanner(EndpointStore store, List<EndpointKey> endpoints, Clock clock) {
        this.store = store;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /**
     * Plans a batch for each endpoint that is behind, and tells whether there was any. One after another: all at once, very
     * many of them would take the connections from everybody else.
     */
    Future<Boolean> plan() {
        return register()
                .compose(known -> store.behind(endpoints))
                .compose(behind -> planInTurn(behind).map(planned -> !behind.isEmpty()))
                .onComplete(streak.telling((failure, times) -> LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .addKeyValue("times", times)
                        .log("Deliveries cannot be planned; tried again")));
    }

    /** One that fails does not keep the others from their turn, and makes it all fail. */
    private Future<?> planInTurn(List<EndpointKey> behind) {
        List<Future<Integer>> turns = new ArrayList<>();
        Future<Integer> turn = Future.succeededFuture(0);
        for (EndpointKey endpoint : behind) {
            turn = turn.otherwiseEmpty().compose(before -> store.plan(endpoint, BATCH, clock.instant()));
            turns.add(turn);
        }
        return Future.join(turns);
    }

    /** Makes the endpoints known, once. */
    Future<Void> register() {
        return registered ? Future.succeededFuture() : store.register(endpoints).onSuccess(done -> registered = true);
    }
}
