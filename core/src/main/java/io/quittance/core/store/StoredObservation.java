package io.quittance.core.store;

import io.quittance.spi.PaymentObservation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An observation as it is kept.
 *
 * @param notification the notification that carried it or led to the read; null for a look-up of our own
 * @param subject whose reconciliation made it; null for a look-up of our own, or if that was not kept yet
 * @param observedAt for a read, when the provider was asked; for a carried one, when the notification was received
 */
public record StoredObservation(
        UUID id,
        PaymentId payment,
        @Nullable UUID notification,
        @Nullable String subject,
        Instant observedAt,
        PaymentObservation observation) {

    /** An observation that no notification's subject led to. */
    public StoredObservation(
            UUID id,
            PaymentId payment,
            @Nullable UUID notification,
            Instant observedAt,
            PaymentObservation observation) {
        this(id, payment, notification, null, observedAt, observation);
    }

    /** Whether both say the same, whenever and from wherever that was heard. */
    public boolean saysAs(StoredObservation other) {
        return ObservationCodec.encode(observation).equals(ObservationCodec.encode(other.observation));
    }

    /** The same in the place of an earlier one, which is no longer kept. */
    public StoredObservation inPlaceOf(StoredObservation earlier) {
        return new StoredObservation(earlier.id(), payment, notification, subject, observedAt, observation);
    }
}
