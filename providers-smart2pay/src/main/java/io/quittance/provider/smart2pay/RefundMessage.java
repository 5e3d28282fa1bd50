package io.quittance.provider.smart2pay;

import io.quittance.spi.Money;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Refund.Status;
import io.quittance.spi.ProviderException;

/**
 * A refund as notifications and the API tell it. Id and status are there; everything else is read when asked for.
 *
 * @param id its ID
 * @param statusField its status on the wire
 * @param content all of it
 */
record RefundMessage(String id, StatusField statusField, LenientJson content) {

    /**
     * Reads a refund.
     *
     * @throws ProviderException permanent if it has no ID or no Status.ID
     */
    static RefundMessage of(LenientJson content) {
        return new RefundMessage(content.identifier("ID"), StatusField.of(content), content);
    }

    /**
     * The payment that it is a refund of. Nothing else joins them: the refund's MerchantTransactionID may be the payment's
     * or a new one.
     *
     * @throws ProviderException permanent if it names none
     */
    String paymentId() {
        return content.text("InitialPaymentID")
                .filter(payment -> !"0".equals(payment))
                .map(payment -> content.identifier("InitialPaymentID"))
                .orElseThrow(() -> ProviderException.permanent("Refund " + id
                        + ": InitialPaymentID names no payment, and nothing else says what the refund is of;"
                        + " look it up in Smart2Pay's dashboard"));
    }

    /**
     * What it is to the payment.
     *
     * @param backEnd where it lives
     * @throws ProviderException permanent if its amount cannot be read
     */
    Refund refund(BackEnd backEnd, Amounts amounts) {
        Money amount = amounts.money(content, "Amount");
        if (amount == null || amount.minorUnits() == 0) {
            throw ProviderException.permanent("Refund " + id + ": Amount: expected is more than 0");
        }
        return new Refund(backEnd.refund(id), amount, status());
    }

    /** What is neither done nor given up may still be done. */
    Status status() {
        return switch (statusField.id()) {
            case "2" -> Status.SUCCEEDED;
            case "3", "4", "5" -> Status.FAILED;
            default -> Status.PENDING;
        };
    }
}
