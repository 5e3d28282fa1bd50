package io.quittance.core.reconcile;

import static io.quittance.core.store.CaseKind.PROVIDER_ERROR;
import static io.quittance.core.store.CaseKind.REFUND_EXCEEDS_PAYMENT;
import static io.quittance.core.store.CaseKind.UNKNOWN_ORDER;
import static io.quittance.core.store.CaseKind.UNKNOWN_STATUS;
import static io.quittance.spi.PaymentObservation.Refund.Status.SUCCEEDED;
import static io.quittance.spi.PaymentStatus.AUTHORIZED;
import static io.quittance.spi.PaymentStatus.PARTIALLY_PAID;
import static io.quittance.spi.PaymentStatus.PENDING;
import static io.quittance.spi.PaymentStatus.UNKNOWN;

import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Payment;
import io.quittance.spi.Money;
import io.quittance.spi.OrderMatch.Kind;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What does not fit about one payment by itself, whatever its order expects. */
final class PaymentDiscrepancies {

    private PaymentDiscrepancies() {}

    static List<Discrepancy> of(Payment payment, OrderSearch search, AccountTerms terms) {
        Optional<Discrepancy> order = orderNotFound(payment, search, terms);
        return Stream.of(
                        order,
                        order.isPresent() ? Optional.<Discrepancy>empty() : amountNotTold(payment),
                        unknownStatus(payment),
                        refundTooLarge(payment))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Discrepancy> orderNotFound(Payment payment, OrderSearch search, AccountTerms terms) {
        Kind match = payment.orderMatch().kind();
        if (search == OrderSearch.FOUND) {
            return Optional.empty();
        }
        if (match == Kind.AMBIGUOUS) {
            return Optional.of(new Discrepancy(
                    PROVIDER_ERROR,
                    payment.id(),
                    "one order of the payment",
                    Objects.requireNonNullElse(
                            payment.orderMatch().detail(), "the provider's answer names more than one order"),
                    "ask the provider which order the payment belongs to; the search is repeated meanwhile"));
        }
        boolean superseded = match == Kind.NONE && search == OrderSearch.OVER && isWithoutMoney(payment);
        if (match == Kind.MATCHED || superseded || mayComeWithoutOrder(payment, terms)) {
            return Optional.empty();
        }
        return Optional.of(new Discrepancy(
                UNKNOWN_ORDER,
                payment.id(),
                "an order that the payment names",
                Words.of(payment) + ": "
                        + Objects.requireNonNullElse(payment.orderMatch().detail(), "it names no order"),
                "find out what the payment is for; refund it if it is for nothing",
                terms.graceUntil(payment)));
    }

    /** Holds no money and promises none: most likely another attempt took its place. */
    private static boolean isWithoutMoney(Payment payment) {
        PaymentStatus status = payment.status().status();
        return payment.captured() == 0 && (status == PENDING || status.isUnsuccessful());
    }

    /** A payment of a series that the payer once agreed to. */
    static boolean mayComeWithoutOrder(Payment payment, AccountTerms terms) {
        return payment.recurring() && !terms.recurringRequiresOrder();
    }

    private static Optional<Discrepancy> amountNotTold(Payment payment) {
        PaymentStatus status = payment.status().status();
        boolean money = status == AUTHORIZED || status == PARTIALLY_PAID || status.impliesCapture();
        if (payment.amount() != null || !money) {
            return Optional.empty();
        }
        return Optional.of(new Discrepancy(
                PROVIDER_ERROR,
                payment.id(),
                "an amount to compare with the order",
                "status " + Words.of(status) + " without an amount: the payment does not count",
                "look the payment up at the provider"));
    }

    private static Optional<Discrepancy> unknownStatus(Payment payment) {
        if (payment.status().status() != UNKNOWN) {
            return Optional.empty();
        }
        String code = payment.status().code();
        return Optional.of(new Discrepancy(
                UNKNOWN_STATUS,
                payment.id(),
                "a status that the provider's plugin knows",
                code.isEmpty() ? "no status of the payment itself yet" : "status code " + code,
                "look the payment up at the provider; update the plugin if the code is new"));
    }

    private static Optional<Discrepancy> refundTooLarge(Payment payment) {
        Money amount = payment.amount();
        // Of a payment that is known by its refund alone, nobody can tell yet what was captured.
        boolean capturedUnknown = payment.status().status() == UNKNOWN && payment.captured() == 0;
        if (amount == null || capturedUnknown) {
            return Optional.empty();
        }
        List<Refund> foreign = payment.refunds().stream()
                .filter(refund -> refund.status() == SUCCEEDED)
                .filter(refund -> !refund.amount().currency().equals(amount.currency()))
                .toList();
        if (payment.refunded() <= payment.captured() && foreign.isEmpty()) {
            return Optional.empty();
        }
        String other = foreign.stream()
                .map(refund -> ", and " + Words.of(refund.amount()) + " in another currency")
                .sorted()
                .collect(Collectors.joining());
        return Optional.of(new Discrepancy(
                REFUND_EXCEEDS_PAYMENT,
                payment.id(),
                "refunds of at most the captured " + Words.of(payment.captured(), amount.currency()),
                "refunded " + Words.of(payment.refunded(), amount.currency()) + other,
                "check the refunds at the provider; money may have gone back twice"));
    }
}
