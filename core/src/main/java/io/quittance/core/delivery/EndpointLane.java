package io.quittance.core.delivery;

import io.quittance.core.config.EndpointConfig;
import io.quittance.core.store.EndpointKey;

/** An endpoint that is delivered to, with its circuit. */
record EndpointLane(EndpointConfig config, Circuit circuit) {

    private static final int ROOM = 16;

    static EndpointLane of(EndpointConfig config) {
        return new EndpointLane(config, new Circuit(ROOM));
    }

    EndpointKey key() {
        return new EndpointKey(config.merchant(), config.id());
    }
}
