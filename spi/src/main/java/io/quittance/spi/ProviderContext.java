package io.quittance.spi;

import java.time.Clock;
import java.time.Duration;

/**
 * What the gateway lends to the provider of one account. Everything here is safe to use from any event loop and stops
 * working when the provider is closed. No method returns null.
 */
public interface ProviderContext {

    /** The account's id, as configured; use it in log lines. */
    String accountId();

    /** Whether the account takes real money ({@code true}) or is one at the provider's test environment. */
    boolean live();

    /** The only source of time. */
    Clock clock();

    /**
     * The secret at a place of the account's settings that the settings schema marks as one.
     *
     * @param pointer JSON pointer (RFC 6901) into the settings, for example {@code /sites/0/apiKey}
     * @throws IllegalArgumentException if the settings hold no secret there; ask {@link #hasSecret(String)} for optional
     *     ones
     */
    Secret secret(String pointer);

    /** Whether the settings hold a secret at this JSON pointer. */
    boolean hasSecret(String pointer);

    /** Calls out to the provider's API, within the account's call budget and to its configured hosts only. */
    ProviderHttp http();

    /**
     * Runs an action once, later, on the account's event loop. A pending timer dies with the provider.
     *
     * @param delay at least one millisecond
     * @return cancels the timer; calling it again, or after the action ran, does nothing
     */
    Runnable schedule(Duration delay, Runnable action);

    /** Named after the account. Never log a body, a secret or a payer's data. */
    System.Logger logger();
}
