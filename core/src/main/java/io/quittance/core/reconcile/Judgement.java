package io.quittance.core.reconcile;

import static io.quittance.core.store.CaseKind.CURRENCY_MISMATCH;
import static io.quittance.core.store.CaseKind.WRONG_ENVIRONMENT;
import static io.quittance.core.store.CaseKind.WRONG_SITE;

import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Payment;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentObservation.Site;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One payment, compared with what its order and its account expect before any of its money counts.
 *
 * @param counts whether its money counts: everything fits and the amount is known
 * @param attempt whether it is an attempt to pay this order, whose failure or wait says something about the order
 * @param mismatches why not
 */
record Judgement(Payment payment, AccountTerms terms, boolean counts, boolean attempt, List<Discrepancy> mismatches) {

    /**
     * Compares.
     *
     * @param accepted whether an operator accepted what does not fit: then it does
     */
    static Judgement of(Payment payment, Money expected, AccountTerms terms, Predicate<Discrepancy> accepted) {
        Optional<Discrepancy> currency = currency(payment, expected);
        Optional<Discrepancy> environment = environment(payment, terms).filter(accepted.negate());
        Optional<Discrepancy> site = site(payment).filter(accepted.negate());
        boolean sameKind = currency.isEmpty() && environment.isEmpty();
        return new Judgement(
                payment,
                terms,
                sameKind && site.isEmpty() && payment.amount() != null,
                // A wrong site could take money for an order that is not its own; that nothing came, it may say.
                sameKind && (site.isEmpty() || payment.status().status().isUnsuccessful()),
                Stream.of(currency, environment, site).flatMap(Optional::stream).toList());
    }

    private static Optional<Discrepancy> currency(Payment payment, Money expected) {
        Money amount = payment.amount();
        if (amount == null || amount.currency().equals(expected.currency())) {
            return Optional.empty();
        }
        return Optional.of(new Discrepancy(
                CURRENCY_MISMATCH,
                payment.id(),
                "money in " + expected.currency(),
                Words.of(payment),
                "it does not count; refund it, or correct the order if its currency is wrong"));
    }

    private static Optional<Discrepancy> environment(Payment payment, AccountTerms terms) {
        Boolean live = payment.live();
        if (live == null || live == terms.live()) {
            return Optional.empty();
        }
        return Optional.of(new Discrepancy(
                WRONG_ENVIRONMENT,
                payment.id(),
                "a " + environmentName(terms.live()) + " payment",
                "a " + environmentName(live) + " payment",
                "it does not count; check the account's setting live and the address that the provider notifies"));
    }

    private static Optional<Discrepancy> site(Payment payment) {
        Site site = payment.site();
        if (site == null || site.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Discrepancy(
                WRONG_SITE,
                payment.id(),
                "site " + site.authenticated() + ", whose credential the sender has",
                "site " + site.named(),
                "its money does not count; check which site the payment belongs to at the provider"));
    }

    private static String environmentName(boolean live) {
        return live ? "live" : "test";
    }
}
