package io.quittance.spi;

/** The status of one payment at a provider, in words that hold for all providers. */
public enum PaymentStatus {
    /** Begun, and neither money nor a promise of it has come. */
    PENDING,
    /** The money is reserved and can be captured. */
    AUTHORIZED,
    /** Part of the amount is captured. */
    PARTIALLY_PAID,
    /** The amount is captured: the provider owes it to the merchant. */
    PAID,
    /** The attempt did not succeed, and no money came. */
    FAILED,
    /** Given up by the payer or the merchant before money came. */
    CANCELLED,
    /** The payer ran out of time. */
    EXPIRED,
    /** Part of what was captured went back to the payer by the merchant's will. */
    PARTIALLY_REFUNDED,
    /** All that was captured went back to the payer by the merchant's will. */
    REFUNDED,
    /** What was captured went back without the merchant's will, for example a returned direct debit. */
    REVERSED,
    /** The payer objects; who gets the money is open. */
    DISPUTED,
    /** The payer objected and lost: the merchant keeps the money. */
    DISPUTE_WON,
    /** The payer objected and won: the merchant lost the money. */
    CHARGED_BACK,
    /** The provider told a code that the plugin does not know: money may or may not have come. */
    UNKNOWN;

    /** Whether a payment of this status has, or once had, the captured amount. */
    public boolean impliesCapture() {
        return switch (this) {
            case PAID, PARTIALLY_REFUNDED, REFUNDED, REVERSED, DISPUTED, DISPUTE_WON, CHARGED_BACK -> true;
            case PENDING, AUTHORIZED, PARTIALLY_PAID, FAILED, CANCELLED, EXPIRED, UNKNOWN -> false;
        };
    }

    /** Whether the attempt ended without money. */
    public boolean isUnsuccessful() {
        return this == FAILED || this == CANCELLED || this == EXPIRED;
    }
}
