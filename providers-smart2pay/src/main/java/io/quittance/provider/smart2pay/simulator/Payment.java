package io.quittance.provider.smart2pay.simulator;

import java.time.Instant;

/**
 * A payment.
 *
 * @param merchantTransactionId the order's reference with the number of the attempt
 * @param amount in hundredths
 * @param status how far it is
 */
record Payment(
        long id,
        Site site,
        PaymentMethod method,
        String merchantTransactionId,
        long amount,
        String currency,
        Status status,
        Instant created) {

    Payment become(Status next) {
        return new Payment(id, site, method, merchantTransactionId, amount, currency, next, created);
    }

    BackEnd backEnd() {
        return method.backEnd();
    }

    /** In hundredths. */
    long captured() {
        return status.isCaptured() ? amount : 0;
    }
}
