package io.quittance.provider.smart2pay.simulator;

import java.time.Instant;

/**
 * A refund.
 *
 * @param payment what it goes back from, as it was then
 * @param amount in hundredths
 */
record Refund(long id, Payment payment, String merchantTransactionId, long amount, Status status, Instant created) {

    Refund become(Status next) {
        return new Refund(id, payment, merchantTransactionId, amount, next, created);
    }
}
