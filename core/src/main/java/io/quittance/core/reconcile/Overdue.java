package io.quittance.core.reconcile;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Expectation;
import io.quittance.core.store.Payment;
import org.jspecify.annotations.Nullable;

/** The words for what did not come although its time is over. */
final class Overdue {

    private Overdue() {}

    /** Of a payment that is not settled. */
    static Discrepancy payment(Payment payment, Expectation expectation, @Nullable Fault fault) {
        return new Discrepancy(
                CaseKind.MISSING_NOTIFICATION,
                payment.id(),
                "the end of " + Words.of(payment),
                seen(expectation),
                "look at the provider what became of it; whatever is heard of it closes this case; "
                        + asked(expectation, fault));
    }

    /** Of an order of which nobody knows whether it is paid, since the provider of an account does not answer. */
    static Discrepancy order(String account, Expectation expectation, Fault fault) {
        return new Discrepancy(
                CaseKind.MISSING_NOTIFICATION,
                null,
                "a payment of the order",
                seen(expectation),
                "look at the provider whether the order is paid; an answer of the provider closes this case; at account "
                        + account + " " + asked(expectation, fault));
    }

    private static String seen(Expectation expectation) {
        return "nothing since " + Words.of(expectation.since());
    }

    private static String asked(Expectation expectation, @Nullable Fault fault) {
        String asked = "the provider was asked and answered " + Words.times(expectation.asked());
        return fault == null ? asked : asked + ", and does not answer now: " + fault.message();
    }
}
