package io.quittance.provider.secuconnect;

import io.quittance.spi.Money;
import io.vertx.core.json.JsonObject;

/**
 * The answer to a status check.
 *
 * @param amount what is left of the payment, 0 if nothing
 */
record EffectiveAmount(Money amount) {

    static EffectiveAmount of(JsonObject json) {
        return new EffectiveAmount(PaymentTransaction.amount(json, "the status check of a payment"));
    }
}
