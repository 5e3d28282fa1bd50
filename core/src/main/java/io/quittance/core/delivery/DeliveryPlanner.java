package io.quittance.core.delivery;

import io.quittance.core.store.EndpointKey;
import io.quittance.core.store.EndpointStore;
import io.vertx.core.Future;
import java.time.Clock;
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
    private boolean registered;

    DeliveryPlanner(EndpointStore store, List<EndpointKey> endpoints, Clock clock) {
        this.store = store;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /** Plans a batch for each endpoint that is behind, and tells whether there was any. */
    Future<Boolean> plan() {
        return register()
                .compose(known -> store.behind(endpoints))
                .compose(behind -> Future.join(behind.stream()
                                .map(endpoint -> store.plan(endpoint, BATCH, clock.instant()))
                                .toList())
                        .map(planned -> !behind.isEmpty()))
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .log("Deliveries cannot be planned; tried again"));
    }

    /** Makes the endpoints known, once. */
    Future<Void> register() {
        return registered ? Future.succeededFuture() : store.register(endpoints).onSuccess(done -> registered = true);
    }
}
