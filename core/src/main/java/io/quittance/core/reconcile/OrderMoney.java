package io.quittance.core.reconcile;

import static io.quittance.spi.PaymentStatus.AUTHORIZED;
import static io.quittance.spi.PaymentStatus.CHARGED_BACK;
import static io.quittance.spi.PaymentStatus.DISPUTED;
import static io.quittance.spi.PaymentStatus.PARTIALLY_PAID;
import static io.quittance.spi.PaymentStatus.PARTIALLY_REFUNDED;

import io.quittance.core.store.Payment;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentStatus;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The money of the payments that count towards an order, beside what the order expects. All in minor units of the order's
 * currency.
 *
 * @param payments those that count
 * @param amount what the order expects
 * @param tolerance by how much it may be missed: the largest of the accounts that brought money
 */
record OrderMoney(List<Payment> payments, Money amount, long tolerance) {

    static OrderMoney of(List<Judgement> judgements, Money amount) {
        List<Judgement> counting =
                judgements.stream().filter(Judgement::counts).toList();
        long tolerance = counting.stream()
                .filter(judgement -> reserved(judgement.payment()) > 0
                        || judgement.payment().captured() > 0)
                .mapToLong(judgement -> judgement.terms().tolerance())
                .max()
                .orElse(0);
        return new OrderMoney(counting.stream().map(Judgement::payment).toList(), amount, tolerance);
    }

    /** What was captured, before anything went back. */
    long captured() {
        return sum(Payment::captured);
    }

    /** What went back by refund or reversal. */
    long refunded() {
        return sum(Payment::refunded);
    }

    /** What the merchant holds undisputed. */
    long net() {
        return sum(OrderMoney::net);
    }

    /** What is reserved and not captured. */
    long authorized() {
        return sum(OrderMoney::reserved);
    }

    /** Whether so much money is the whole amount, give or take the tolerance. */
    boolean isEnough(long money) {
        return money > 0 && money >= amount.minorUnits() - tolerance;
    }

    boolean isTooMuch(long money) {
        return money > 0 && money - amount.minorUnits() > tolerance;
    }

    /** The payments that would each pay the order alone. */
    List<Payment> fullPayments() {
        return payments.stream().filter(payment -> isEnough(net(payment))).toList();
    }

    boolean any(PaymentStatus status) {
        return payments.stream().anyMatch(payment -> payment.status().status() == status);
    }

    /** Whether money came, even if nobody told how much. */
    boolean isAnythingCaptured() {
        return captured() > 0 || any(PARTIALLY_PAID);
    }

    static long net(Payment payment) {
        long left = payment.captured() - wentBack(payment);
        PaymentStatus status = payment.status().status();
        return status == DISPUTED || status == CHARGED_BACK ? Math.min(0, left) : left;
    }

    // A partial refund of an unknown amount is more than nothing: the order must not look wholly paid.
    private static long wentBack(Payment payment) {
        boolean part = payment.status().status() == PARTIALLY_REFUNDED;
        return part ? Math.max(1, payment.refunded()) : payment.refunded();
    }

    private static long reserved(Payment payment) {
        Money amount = payment.amount();
        return payment.status().status() == AUTHORIZED && amount != null ? Math.max(0, amount.minorUnits()) : 0;
    }

    private long sum(ToLongFunction<Payment> money) {
        return ExactSum.of(payments.stream().mapToLong(money));
    }
}
