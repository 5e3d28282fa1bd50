package io.quittance.spi.testing.conformance;

import io.quittance.spi.Money;
import java.util.Optional;

/**
 * An amount as the provider tells it, and what it is in minor units of ISO 4217.
 *
 * @param notification which tells it, or makes the provider be asked
 * @param api what the API answers
 * @param amount what it comes to; empty if it is no whole number of minor units and must not count
 */
public record ToldAmount(String currency, Recording notification, RecordedApi api, Optional<Money> amount) {

    /** An amount that is exact. */
    public static ToldAmount exactly(Money amount, Recording notification, RecordedApi api) {
        return new ToldAmount(amount.currency(), notification, api, Optional.of(amount));
    }

    /** An amount that does not fit into the currency. */
    public static ToldAmount refused(String currency, Recording notification, RecordedApi api) {
        return new ToldAmount(currency, notification, api, Optional.empty());
    }
}
