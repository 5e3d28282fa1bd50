package io.quittance.provider.secuconnect.simulator;

import java.time.Instant;
import java.util.List;

/**
 * What a shop creates for an order, and what payments belong to.
 *
 * @param reference the order's reference
 * @param amount in minor units
 * @param status in secuconnect's words
 * @param payments the ids of the payments of the latest attempt; those of earlier ones are gone
 */
record SmartTransaction(
        String id,
        String reference,
        PaymentMethod method,
        long amount,
        String currency,
        String status,
        List<String> payments,
        Instant created,
        Instant updated) {

    SmartTransaction {
        payments = List.copyOf(payments);
    }

    SmartTransaction hold(String payment, String newStatus, Instant now) {
        return new SmartTransaction(id, reference, method, amount, currency, newStatus, List.of(payment), created, now);
    }
}
