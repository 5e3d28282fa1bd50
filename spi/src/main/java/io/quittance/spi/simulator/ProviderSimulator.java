package io.quittance.spi.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * A provider that exists only on this machine: payments with a life, an API that tells of them, and notifications that
 * repeat until the provider's own acknowledgement comes. May be called from any thread.
 */
public interface ProviderSimulator {

    /**
     * The settings of an account at this provider, valid by the plugin's schema. Secrets are in it as plain text: they are
     * made up.
     */
    JsonObject settings();

    /**
     * Says where notifications go. Called once, before the first sale.
     *
     * @param intake the account's address at the gateway, path included
     * @param accountId the account's id at the gateway
     */
    void connect(URI intake, String accountId);

    /**
     * Begins the life of the payment, or payments, of a sale; once for each reference.
     *
     * @return completes when the last notification of that life is acknowledged, given up, or never to be sent. Fails with
     *     an {@link IllegalArgumentException} if the provider has no way to tell the amount, or what is refunded of it
     */
    Future<Void> begin(Sale sale);

    /** Nothing goes wrong any more from now on, and what is under way hurries up. */
    void calmDown();

    /** What was sent and answered so far. */
    Tally tally();

    /** Ends the servers and timers; nothing is sent any more. */
    Future<Void> close();
}
