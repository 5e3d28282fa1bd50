package io.quittance.provider.smart2pay;

import io.quittance.spi.ObservedStatus;
import io.quittance.spi.ProviderException;
import java.util.Optional;

/**
 * A dispute as notifications tell it; the API cannot be asked about one. Its amount is what is disputed, not what the
 * payment is over, and it names no order.
 *
 * @param id its ID
 * @param statusField its status on the wire
 * @param content all of it
 */
record DisputeMessage(String id, StatusField statusField, LenientJson content) {

    /**
     * Reads a dispute.
     *
     * @throws ProviderException permanent if it has no ID or no Status.ID
     */
    static DisputeMessage of(LenientJson content) {
        return new DisputeMessage(content.identifier("ID"), StatusField.of(content), content);
    }

    /** Where it lives, if it names a method. */
    Optional<BackEnd> backEnd() {
        return content.raw("MethodID") == null ? Optional.empty() : Optional.of(BackEnd.ofMethod(content));
    }

    /**
     * The disputed payment.
     *
     * @throws ProviderException permanent if it names none
     */
    String paymentId() {
        return content.text("PaymentID")
                .filter(payment -> !"0".equals(payment))
                .map(payment -> content.identifier("PaymentID"))
                .orElseThrow(() -> ProviderException.permanent("Dispute " + id
                        + ": PaymentID names no payment, and nothing else says what is disputed;"
                        + " look it up in Smart2Pay's dashboard"));
    }

    /** What it makes of the payment. */
    ObservedStatus status() {
        return DisputeStatus.observed(statusField.id(), statusField.info(), statusField.reasons());
    }
}
