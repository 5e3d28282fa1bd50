package io.quittance.core.reconcile;

import static io.quittance.spi.PaymentStatus.CHARGED_BACK;
import static io.quittance.spi.PaymentStatus.DISPUTED;
import static io.quittance.spi.PaymentStatus.PAID;
import static io.quittance.spi.PaymentStatus.UNKNOWN;

import io.quittance.spi.Money;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much of a payment was captured, and in which currency it is over.
 *
 * @param amount what the payment is over; null as long as nobody told
 * @param captured what was captured of it, in minor units of the amount's currency, not negative
 * @param status the best status that we know, {@link PaymentStatus#UNKNOWN} if there is none
 */
record CapturedMoney(@Nullable Money amount, long captured, PaymentStatus status) {

    /**
     * Reads it from observations.
     *
     * @param bestFirst at least one
     */
    static CapturedMoney of(List<PaymentObservation> bestFirst) {
        // A status that we do not know brings no money and takes none away: the ones that we know decide.
        List<PaymentObservation> known = bestFirst.stream()
                .filter(observation -> observation.status().status() != UNKNOWN)
                .toList();
        PaymentStatus status = known.isEmpty() ? UNKNOWN : known.get(0).status().status();
        Money amount = amount(bestFirst);
        Money captured = captured(known, amount);
        if (captured == null || disputeMayBeLost(bestFirst.get(0), status)) {
            return new CapturedMoney(amount, 0, status);
        }
        // Captured money in another currency than the amount's must be compared as what it is.
        boolean sameCurrency = amount != null && amount.currency().equals(captured.currency());
        return new CapturedMoney(sameCurrency ? amount : captured, Math.max(0, captured.minorUnits()), status);
    }

    private static @Nullable Money amount(List<PaymentObservation> bestFirst) {
        return bestFirst.stream()
                .map(PaymentObservation::amount)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A status after the capture (refunded, disputed) need not repeat how much it was: then an earlier one tells. */
    private static @Nullable Money captured(List<PaymentObservation> known, @Nullable Money amount) {
        boolean implied = false;
        for (PaymentObservation observation : known) {
            PaymentStatus status = observation.status().status();
            if (observation.captured() != null) {
                return observation.captured();
            }
            implied |= status.impliesCapture();
            if (status == PAID || !status.impliesCapture()) {
                break;
            }
        }
        return implied ? amount : null;
    }

    private static boolean disputeMayBeLost(PaymentObservation best, PaymentStatus known) {
        return best.status().status() == UNKNOWN && (known == DISPUTED || known == CHARGED_BACK);
    }
}
