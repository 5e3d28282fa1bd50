package io.quittance.core.reconcile;

import static io.quittance.core.store.CaseKind.OVERPAID;
import static io.quittance.core.store.CaseKind.PAID_AFTER_CANCEL;
import static io.quittance.core.store.CaseKind.PAID_TWICE;
import static io.quittance.core.store.CaseKind.UNDERPAID;
import static io.quittance.core.store.CaseKind.UNKNOWN_ORDER;
import static io.quittance.spi.PaymentStatus.PARTIALLY_PAID;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What does not fit about an order as a whole. */
final class OrderDiscrepancies {

    private OrderDiscrepancies() {}

    static Discrepancy unknownOrder(Order order, Payment payment, AccountTerms terms) {
        return new Discrepancy(
                UNKNOWN_ORDER,
                payment.id(),
                "a registered order with reference " + order.reference(),
                Words.of(payment),
                "register the order: it is then decided at once; if the payment is for nothing, refund it",
                terms.graceUntil(payment));
    }

    static Stream<Discrepancy> of(Order order, OrderStatus status, OrderMoney money) {
        return Stream.of(underpaid(status, money), tooMuch(money), paidTooLate(order, money))
                .flatMap(Optional::stream);
    }

    static Optional<Discrepancy> underpaid(OrderStatus status, OrderMoney money) {
        if (status != OrderStatus.PARTIALLY_PAID) {
            return Optional.empty();
        }
        String seen = money.captured() == 0
                ? "a part of it is captured, and nobody told how much"
                : "captured " + words(money, money.captured()) + shares(money, money.payments()) + untold(money);
        return Optional.of(aboutOrder(
                UNDERPAID,
                words(money, money.amount().minorUnits()),
                seen,
                "wait for the rest, ask for it, or refund what came"));
    }

    private static Optional<Discrepancy> tooMuch(OrderMoney money) {
        List<Payment> full = money.fullPayments();
        if (full.size() > 1) {
            String seen = "paid in full by each of these: " + Words.of(full) + "; held " + words(money, money.net())
                    + shares(money, money.payments());
            return Optional.of(aboutOrder(
                    PAID_TWICE,
                    "one payment of " + words(money, money.amount().minorUnits()),
                    seen,
                    "refund all but one of these payments"));
        }
        if (!money.isTooMuch(money.net())) {
            return Optional.empty();
        }
        String seen = "held " + words(money, money.net()) + shares(money, money.payments());
        return Optional.of(
                aboutOrder(OVERPAID, words(money, money.amount().minorUnits()), seen, "refund what is too much"));
    }

    private static Optional<Discrepancy> paidTooLate(Order order, OrderMoney money) {
        Instant cancelledAt = order.cancelledAt();
        Instant end = cancelledAt != null ? cancelledAt : order.expiresAt();
        if (end == null) {
            return Optional.empty();
        }
        List<Payment> late = money.payments().stream()
                .filter(payment -> OrderMoney.net(payment) > 0)
                .filter(payment -> cancelledAt != null || payment.since().isAfter(end))
                .toList();
        if (late.isEmpty()) {
            return Optional.empty();
        }
        String ended = (cancelledAt != null ? "was cancelled at " : "expired at ") + Words.of(end);
        return Optional.of(new Discrepancy(
                PAID_AFTER_CANCEL,
                null,
                "no money for an order that " + ended,
                "held " + words(money, ExactSum.of(late.stream().mapToLong(OrderMoney::net))) + shares(money, late),
                "deliver after all, or refund it"));
    }

    private static Discrepancy aboutOrder(CaseKind kind, String expected, String seen, String proposal) {
        return new Discrepancy(kind, null, expected, seen, proposal);
    }

    /** What each payment holds: another sum, or another payment, is another case. */
    private static String shares(OrderMoney money, List<Payment> payments) {
        List<Payment> holding = payments.stream()
                .filter(payment -> OrderMoney.net(payment) != 0)
                .toList();
        return holding.size() == 1
                ? ", from " + Words.of(holding)
                : holding.stream()
                        .map(payment -> words(money, OrderMoney.net(payment)) + " from " + Words.of(List.of(payment)))
                        .collect(Collectors.joining(" and ", ", ", ""));
    }

    private static String untold(OrderMoney money) {
        List<Payment> untold = money.payments().stream()
                .filter(payment -> payment.status().status() == PARTIALLY_PAID && payment.captured() == 0)
                .toList();
        return untold.isEmpty() ? "" : ", and nobody told how much from " + Words.of(untold);
    }

    private static String words(OrderMoney money, long minorUnits) {
        return Words.of(minorUnits, money.amount().currency());
    }
}
