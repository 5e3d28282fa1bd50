package io.quittance.provider.smart2pay;

import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentStatus;
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

    /** Over everything that a payment can be before a dispute ends, so that a person sees it. */
    static final int UNLISTED_RANK = 805;

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

    /**
     * What it makes of the payment: told by the code that the payment itself has then, so that a read of the payment
     * confirms it instead of seeming to differ.
     */
    ObservedStatus status() {
        return switch (statusField.id()) {
            case "1" -> SmartStatus.DISPUTED.observed(statusField.reasons());
            case "23" -> SmartStatus.DISPUTE_WON.observed(statusField.reasons());
            case "24" -> SmartStatus.DISPUTE_LOST.observed(statusField.reasons());
            default ->
                new ObservedStatus(
                        PaymentStatus.UNKNOWN,
                        UNLISTED_RANK,
                        "dispute:" + statusField.id(),
                        statusField.info(),
                        statusField.reasons());
        };
    }
}
