package io.quittance.core.reconcile;

/**
 * What the rules need to know of an account.
 *
 * @param live whether it takes real money
 * @param tolerance how far a paid sum may miss the order's amount, in minor units, not negative
 * @param recurringRequiresOrder whether a recurring payment without a registered order is a case
 * @param canLookUp whether its provider can be asked about a payment
 */
public record AccountTerms(boolean live, long tolerance, boolean recurringRequiresOrder, boolean canLookUp) {

    /** The terms of an account whose provider cannot be asked. */
    public AccountTerms(boolean live, long tolerance, boolean recurringRequiresOrder) {
        this(live, tolerance, recurringRequiresOrder, false);
    }

    public AccountTerms {
        if (tolerance < 0) {
            throw new IllegalArgumentException("A tolerance is at least 0, not " + tolerance);
        }
    }
}
