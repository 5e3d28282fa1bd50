package io.quittance.core.reconcile;

import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStatus;
import java.time.Instant;
import java.util.UUID;

/** Observations for tests: of one payment, at seconds after a fixed start. */
final class Observed {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final PaymentId PAYMENT = new PaymentId("shop", PaymentKey.of("p1"));

    private Observed() {}

    static PaymentObservationBuilder read(PaymentStatus status, int rank) {
        return builder(PAYMENT, Source.READ, status, rank);
    }

    static PaymentObservationBuilder carried(PaymentStatus status, int rank) {
        return builder(PAYMENT, Source.CARRIED, status, rank);
    }

    static PaymentObservationBuilder builder(PaymentId payment, Source source, PaymentStatus status, int rank) {
        return PaymentObservation.builder(payment.key(), source, ObservedStatus.of(status, rank, "code-" + rank));
    }

    static StoredObservation at(int second, PaymentObservation observation) {
        return at(second, PAYMENT, observation);
    }

    static StoredObservation at(int second, PaymentId payment, PaymentObservation observation) {
        return new StoredObservation(UUID.randomUUID(), payment, null, START.plusSeconds(second), observation);
    }
}
