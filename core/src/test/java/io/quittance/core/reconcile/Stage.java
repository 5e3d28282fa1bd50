package io.quittance.core.reconcile;

import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where a payment can be at the provider of the generated lives, with its ranks, and where it can go from there. */
enum Stage {
    PENDING(PaymentStatus.PENDING, 100),
    UNLISTED(PaymentStatus.UNKNOWN, 200),
    AUTHORIZED(PaymentStatus.AUTHORIZED, 300),
    EXPIRED(PaymentStatus.EXPIRED, 400),
    FAILED(PaymentStatus.FAILED, 430),
    CANCELLED(PaymentStatus.CANCELLED, 440),
    PARTIALLY_CAPTURED(PaymentStatus.PARTIALLY_PAID, 500),
    PAID(PaymentStatus.PAID, 600),
    CAPTURED(PaymentStatus.PAID, 610),
    PARTIALLY_REFUNDED(PaymentStatus.PARTIALLY_REFUNDED, 700),
    REFUNDED(PaymentStatus.REFUNDED, 710),
    REVERSED(PaymentStatus.REVERSED, 720),
    DISPUTED(PaymentStatus.DISPUTED, 800),
    DISPUTE_WON(PaymentStatus.DISPUTE_WON, 810),
    DISPUTE_LOST(PaymentStatus.CHARGED_BACK, 820),
    CHARGED_BACK(PaymentStatus.CHARGED_BACK, 830),
    SECOND_CHARGEBACK_WON(PaymentStatus.DISPUTE_WON, 840),
    SECOND_DISPUTE_LOST(PaymentStatus.CHARGED_BACK, 850);

    private final PaymentStatus status;
    private final int rank;

    Stage(PaymentStatus status, int rank) {
        this.status = status;
        this.rank = rank;
    }

    ObservedStatus observed() {
        return ObservedStatus.of(status, rank, Integer.toString(rank));
    }

    boolean isBelow(Stage other) {
        return rank < other.rank;
    }

    /** Where it can go, refunds in part apart; a place that is listed twice is twice as likely. */
    List<Stage> next() {
        return switch (this) {
            case PENDING -> List.of(UNLISTED, AUTHORIZED, AUTHORIZED, EXPIRED, FAILED, CANCELLED, PAID, PAID, PAID);
            case UNLISTED -> List.of(PAID, FAILED);
            case AUTHORIZED -> List.of(EXPIRED, FAILED, CANCELLED, PARTIALLY_CAPTURED, PARTIALLY_CAPTURED, CAPTURED);
            case FAILED -> List.of(PAID);
            case EXPIRED, CANCELLED -> List.of();
            case PARTIALLY_CAPTURED -> List.of(PARTIALLY_CAPTURED, CAPTURED, CAPTURED);
            case PAID -> List.of(FAILED, PARTIALLY_REFUNDED, REFUNDED, REVERSED, DISPUTED, DISPUTED, CHARGED_BACK);
            case CAPTURED -> List.of(PARTIALLY_REFUNDED, REFUNDED, REVERSED, DISPUTED, DISPUTED, CHARGED_BACK);
            case PARTIALLY_REFUNDED -> List.of(PARTIALLY_REFUNDED, REFUNDED, DISPUTED);
            case REFUNDED, REVERSED, SECOND_DISPUTE_LOST -> List.of();
            case DISPUTED -> List.of(DISPUTE_WON, DISPUTE_LOST, CHARGED_BACK);
            case DISPUTE_WON -> List.of(DISPUTED, CHARGED_BACK);
            case DISPUTE_LOST, CHARGED_BACK -> List.of(SECOND_CHARGEBACK_WON);
            case SECOND_CHARGEBACK_WON -> List.of(SECOND_DISPUTE_LOST);
        };
    }

    /** Whether the provider says in this stage how much is captured. */
    boolean tellsCaptured() {
        return EnumSet.of(PARTIALLY_CAPTURED, CAPTURED).contains(this);
    }

    /** The stages in which part of the money can go back. */
    static Set<Stage> refundable() {
        return EnumSet.of(PAID, CAPTURED, PARTIALLY_REFUNDED);
    }
}
