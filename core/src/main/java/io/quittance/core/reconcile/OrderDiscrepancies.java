package io.quittance.core.reconcile;

import static io.quittance.core.store.CaseKind.OVERPAID;
import static io.quittance.core.store.CaseKind.PAID_AFTER_CANCEL;
import static io.quittance.core.store.CaseKind.PAID_TWICE;
import static io.quittance.core.store.CaseKind.UNDERPAID;
import static io.quittance.core.store.CaseKind.UNKNOWN_ORDER;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What does not fit about an order as a whole. */
final class OrderDiscrepancies {

    private OrderDiscrepancies() {}

    static Discrepancy unknownOrder(Order order, Payment payment) {
        return new Discrepancy(
                UNKNOWN_ORDER,
                payment.id(),
                "a registered order with reference " + order.reference(),
                Words.of(payment),
                "register the order, it is then decided at once");
    }

    static Stream<Discrepancy> of(Order order, OrderStatus status, OrderMoney money) {
        return Stream.of(underpaid(status, money), tooMuch(money), paidTooLate(order, money))
                .flatMap(Optional::stream);
    }

    private static Optional<Discrepancy> underpaid(OrderStatus status, OrderMoney money) {
        if (status != OrderStatus.PARTIALLY_PAID) {
            return Optional.empty();
        }
        String seen = "captured " + words(money, money.captured());
        return Optional.of(aboutOrder(UNDERPAID, money, seen, "wait for the rest, ask for it, or refund what came"));
    }

    private static Optional<Discrepancy> tooMuch(OrderMoney money) {
        List<Payment> full = money.fullPayments();
        if (full.size() > 1) {
            String seen = "paid in full by each of " + Words.of(full);
            return Optional.of(aboutOrder(PAID_TWICE, money, seen, "refund all but one of these payments"));
        }
        if (!money.isTooMuch(money.net())) {
            return Optional.empty();
        }
        String seen = "holding " + words(money, money.net()) + " by " + Words.of(money.payments());
        return Optional.of(aboutOrder(OVERPAID, money, seen, "refund what is too much"));
    }

    private static Optional<Discrepancy> paidTooLate(Order order, OrderMoney money) {
        List<Payment> held = money.payments().stream()
                .filter(payment -> OrderMoney.net(payment) > 0)
                .toList();
        Instant expiresAt = order.expiresAt();
        List<Payment> late = order.cancelledAt() != null
                ? held
                : held.stream()
                        .filter(payment -> expiresAt != null && payment.since().isAfter(expiresAt))
                        .toList();
        if (late.isEmpty()) {
            return Optional.empty();
        }
        String end = order.cancelledAt() != null ? "was cancelled at " + order.cancelledAt() : "expired at " + expiresAt;
        return Optional.of(new Discrepancy(
                PAID_AFTER_CANCEL,
                null,
                "no money for an order that " + end,
                "money of " + Words.of(late),
                "deliver after all, or refund it"));
    }

    private static Discrepancy aboutOrder(CaseKind kind, OrderMoney money, String seen, String proposal) {
        return new Discrepancy(kind, null, words(money, money.amount().minorUnits()), seen, proposal);
    }

    private static String words(OrderMoney money, long minorUnits) {
        return Words.of(minorUnits, money.amount().currency());
    }
}
