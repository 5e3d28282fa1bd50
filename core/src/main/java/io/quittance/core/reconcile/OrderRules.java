package io.quittance.core.reconcile;

import static io.quittance.spi.PaymentStatus.CHARGED_BACK;
import static io.quittance.spi.PaymentStatus.DISPUTED;
import static io.quittance.spi.PaymentStatus.PARTIALLY_REFUNDED;
import static io.quittance.spi.PaymentStatus.REFUNDED;
import static io.quittance.spi.PaymentStatus.REVERSED;
import static java.util.Objects.requireNonNull;

import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.spi.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an order is worth to the merchant, from the payments that are linked to it. Pure, and the same whatever the order in
 * which the payments came. The tables are in the reference documentation of the order status.
 */
public final class OrderRules {

    private static final Comparator<Payment> BY_ID = Comparator.comparing(Payment::id);
    private static final Comparator<Payment> LATEST_LAST =
            Comparator.comparing(Payment::since).thenComparing(Payment::id);

    private OrderRules() {}

    /**
     * Decides an order.
     *
     * @param payments all that are linked to it, in any order
     * @param decisions what operators decided about facts
     * @param terms those of an account, by its id
     */
    static OrderDecision decide(
            Order order,
            List<Payment> payments,
            OperatorDecisions decisions,
            Function<String, AccountTerms> terms,
            Instant now) {
        List<Payment> sorted = payments.stream().sorted(BY_ID).toList();
        OrderDecision decision = order.expected() == null
                ? awaitRegistration(order, sorted, terms)
                : decideRegistered(order, sorted, discrepancy -> decisions.accept(order, discrepancy), terms, now);
        return decision.without(discrepancy -> decisions.settle(order, discrepancy));
    }

    private static OrderDecision awaitRegistration(
            Order order, List<Payment> payments, Function<String, AccountTerms> terms) {
        Stream<Discrepancy> unknownOrders = payments.stream()
                .filter(payment -> !PaymentDiscrepancies.mayComeWithoutOrder(payment, termsOf(payment, terms)))
                .map(payment -> OrderDiscrepancies.unknownOrder(order, payment, termsOf(payment, terms)));
        return new OrderDecision(
                OrderState.INITIAL,
                StatusRule.NOT_REGISTERED,
                Set.of(),
                Stream.concat(unknownOrders, payments.stream().flatMap(payment -> byItself(payment, terms)))
                        .toList());
    }

    private static OrderDecision decideRegistered(
            Order order,
            List<Payment> payments,
            Predicate<Discrepancy> accepted,
            Function<String, AccountTerms> terms,
            Instant now) {
        Money expected = requireNonNull(order.expected());
        List<Judgement> judgements = payments.stream()
                .map(payment -> Judgement.of(payment, expected, termsOf(payment, terms), accepted))
                .toList();
        OrderMoney money = OrderMoney.of(judgements, expected);
        List<Payment> attempts = judgements.stream()
                .filter(Judgement::attempt)
                .map(Judgement::payment)
                .toList();
        StatusRule byMoney = rule(order, money, attempts, now);
        StatusRule rule = isSaidToBeEnough(byMoney.status(), money, accepted) ? StatusRule.SAID_TO_BE_ENOUGH : byMoney;
        Set<PaymentId> counting = money.payments().stream().map(Payment::id).collect(Collectors.toSet());
        List<Discrepancy> discrepancies = Stream.of(
                        OrderDiscrepancies.of(order, byMoney.status(), money),
                        judgements.stream().flatMap(judgement -> judgement.mismatches().stream()),
                        payments.stream().flatMap(payment -> byItself(payment, terms)))
                .flatMap(Function.identity())
                .toList();
        OrderState state = new OrderState(rule.status(), money.captured(), money.refunded());
        return new OrderDecision(state, rule, counting, discrepancies);
    }

    /** As long as nothing went back or is disputed, an operator may say that what came is enough. Of nothing, nobody may. */
    private static boolean isSaidToBeEnough(OrderStatus byMoney, OrderMoney money, Predicate<Discrepancy> accepted) {
        return money.net() > 0
                && OrderDiscrepancies.underpaid(byMoney, money).filter(accepted).isPresent();
    }

    /** The first line that holds, as in the documented table. */
    private static StatusRule rule(Order order, OrderMoney money, List<Payment> attempts, Instant now) {
        if (money.isEnough(money.net())) {
            return StatusRule.ENOUGH_HELD;
        }
        if (money.any(DISPUTED)) {
            return StatusRule.IN_DISPUTE;
        }
        if (money.any(CHARGED_BACK)) {
            return StatusRule.DISPUTE_LOST;
        }
        if (money.captured() > 0 && hasMoneyGoneBack(money)) {
            return money.net() > 0 ? StatusRule.PART_WENT_BACK : StatusRule.ALL_WENT_BACK;
        }
        if (money.isAnythingCaptured()) {
            return StatusRule.PART_CAPTURED;
        }
        if (money.isEnough(money.authorized())) {
            return StatusRule.ENOUGH_RESERVED;
        }
        return money.authorized() > 0 ? StatusRule.PART_RESERVED : withoutMoney(order, attempts, now);
    }

    private static boolean hasMoneyGoneBack(OrderMoney money) {
        return money.refunded() > 0 || money.any(PARTIALLY_REFUNDED) || money.any(REFUNDED) || money.any(REVERSED);
    }

    private static StatusRule withoutMoney(Order order, List<Payment> attempts, Instant now) {
        if (order.cancelledAt() != null) {
            return StatusRule.MERCHANT_GAVE_UP;
        }
        Instant expiresAt = order.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            return StatusRule.TIME_IS_OVER;
        }
        boolean waiting =
                attempts.stream().anyMatch(payment -> !payment.status().status().isUnsuccessful());
        return waiting
                ? StatusRule.ATTEMPT_OPEN
                : attempts.stream().max(LATEST_LAST).map(OrderRules::endOf).orElse(StatusRule.NO_ATTEMPT);
    }

    private static StatusRule endOf(Payment unsuccessful) {
        return switch (unsuccessful.status().status()) {
            case CANCELLED -> StatusRule.LAST_ATTEMPT_CANCELLED;
            case EXPIRED -> StatusRule.LAST_ATTEMPT_EXPIRED;
            default -> StatusRule.LAST_ATTEMPT_FAILED;
        };
    }

    private static Stream<Discrepancy> byItself(Payment payment, Function<String, AccountTerms> terms) {
        return PaymentRules.discrepancies(payment, OrderSearch.FOUND, termsOf(payment, terms)).stream();
    }

    private static AccountTerms termsOf(Payment payment, Function<String, AccountTerms> terms) {
        return terms.apply(payment.id().account());
    }
}
