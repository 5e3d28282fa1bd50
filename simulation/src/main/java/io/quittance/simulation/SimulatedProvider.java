package io.quittance.simulation;

import io.quittance.spi.simulator.Sale;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.List;

/**
 * What is different from provider to provider. Everything is called on the simulator's event loop, except
 * {@link #settings}, and nothing of it blocks.
 */
public interface SimulatedProvider {

    /** The one status code that ends the repeats of a notification. */
    int acknowledgement();

    /** The account's settings at this provider; called from any thread. */
    JsonObject settings(URI api);

    /** Adds the routes of the API. Bodies are there already; faults come before. */
    void route(Router router);

    /**
     * What will happen in the life of a sale, in order.
     *
     * @param accountId the account's id at the gateway
     * @throws IllegalArgumentException if the provider cannot tell such a sale
     */
    List<Step> script(Sale sale, String accountId, Chance chance);

    /** Somebody who does not know what only the provider knows imitates a notification. */
    Stranger forge(Letter letter, Chance chance);
}
