package io.quittance.spi.simulator;

/**
 * How the payment of a sale goes. The expected end is that of an order registered for the amount of the sale; words for
 * statuses are those of the management API.
 */
public enum Life {
    /** Paid at once. */
    PAID("paid", 0),
    /** Waits for the payer's transfer, which comes. */
    PREPAID("paid", 0),
    /** Authorized, later captured. */
    AUTHORIZED_THEN_CAPTURED("paid", 0),
    /** A first attempt fails, a later one succeeds. */
    FAILED_THEN_PAID("paid", 0),
    /** Every attempt fails. */
    DECLINED("failed", 0),
    /** Paid, then a third goes back. */
    PARTIALLY_REFUNDED("partially_refunded", 3),
    /** Paid, then all goes back in two parts. */
    REFUNDED_IN_PARTS("refunded", 1),
    /** Paid, then the payer's bank takes the money back. */
    CHARGED_BACK("charged_back", 0),
    /** The same, and the merchant wins it back. */
    CHARGEBACK_REVERSED("paid", 0);

    private final String orderStatus;
    private final int refundedShare;

    Life(String orderStatus, int refundedShare) {
        this.orderStatus = orderStatus;
        this.refundedShare = refundedShare;
    }

    /** The order's status at the end. */
    public String orderStatus() {
        return orderStatus;
    }

    /**
     * How much of an amount is refunded at the end, in minor units, rounded down.
     *
     * @param minorUnits the amount of the sale
     */
    public long refunded(long minorUnits) {
        return refundedShare == 0 ? 0 : minorUnits / refundedShare;
    }
}
