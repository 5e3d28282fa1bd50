package io.quittance.provider.smart2pay;

import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.ProviderException;
import java.util.Optional;

/**
 * A payment as notifications and the API tell it. Id and status are there; everything else is read when asked for.
 *
 * @param id its ID
 * @param backEnd where it lives
 * @param statusField its status on the wire
 * @param content all of it
 */
record PaymentMessage(String id, BackEnd backEnd, StatusField statusField, LenientJson content) {

    /**
     * Reads a payment out of a notification.
     *
     * @throws ProviderException permanent if it has no ID or no Status.ID
     */
    static PaymentMessage notified(LenientJson content) {
        return of(content, BackEnd.ALTERNATIVE);
    }

    /**
     * Reads a payment out of an answer.
     *
     * @param asked which back end answered
     * @throws ProviderException permanent if it has no ID or no Status.ID
     */
    static PaymentMessage answered(LenientJson content, BackEnd asked) {
        return of(content, asked);
    }

    private static PaymentMessage of(LenientJson content, BackEnd withoutMethod) {
        return new PaymentMessage(
                content.identifier("ID"), BackEnd.ofMethod(content, withoutMethod), StatusField.of(content), content);
    }

    PaymentKey key() {
        return backEnd.payment(id);
    }

    ObservedStatus status() {
        return SmartStatus.observed(statusField.id(), statusField.info(), statusField.reasons());
    }

    Optional<String> siteId() {
        return content.text("SiteID");
    }

    Optional<String> merchantTransactionId() {
        return content.text("MerchantTransactionID");
    }

    /** Whether it was made under a preapproval that the payer once gave. */
    boolean isRecurring() {
        return content.text("PreapprovalID").filter(id -> !"0".equals(id)).isPresent();
    }
}
