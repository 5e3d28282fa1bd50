package io.quittance.core.reconcile;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.store.Payment;
import java.time.Duration;
import java.time.Instant;

/**
 * What the rules need to know of an account.
 *
 * @param live whether it takes real money
 * @param tolerance how far a paid sum may miss the order's amount, in minor units, not negative
 * @param recurringRequiresOrder whether a recurring payment without a registered order is a case
 * @param canLookUp whether its provider can be asked about a payment
 * @param caseGrace how long the order of a payment may be unknown before anybody is alarmed
 */
public record AccountTerms(
        boolean live, long tolerance, boolean recurringRequiresOrder, boolean canLookUp, Duration caseGrace) {

    /** The terms of an account whose provider cannot be asked, and of which everything is told at once. */
    public AccountTerms(boolean live, long tolerance, boolean recurringRequiresOrder) {
        this(live, tolerance, recurringRequiresOrder, false, Duration.ZERO);
    }

    /** The terms of a configured account. */
    public static AccountTerms of(AccountConfig account, boolean canLookUp) {
        AccountConfig.Policy policy = account.policy();
        return new AccountTerms(
                account.live(), policy.tolerance(), policy.recurringRequiresOrder(), canLookUp, policy.caseGrace());
    }

    public AccountTerms {
        if (tolerance < 0) {
            throw new IllegalArgumentException("A tolerance is at least 0, not " + tolerance);
        }
    }

    /** Until when nobody is alarmed that the order of a payment is unknown. */
    Instant graceUntil(Payment payment) {
        return payment.since().plus(caseGrace);
    }
}
