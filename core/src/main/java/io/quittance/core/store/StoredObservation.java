package io.quittance.core.store;

import io.quittance.spi.PaymentObservation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An observation as it is kept.
 *
 * @param notification the notification that carried it or led to the read; null for a look-up of our own
 * @param observedAt for a read, when the provider was asked; for a carried one, when the notification was received
 */
public record StoredObservation(
        UUID id, PaymentId payment, @Nullable UUID notification, Instant observedAt, PaymentObservation observation) {}
