package io.quittance.core.reconcile;

import io.quittance.core.store.Payment;
import io.quittance.spi.PaymentObservation.Refund;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When a provider is asked of its own accord about what did not come: by the time since anything was last heard, often at
 * first and rarely in the end. Pure. The table is in the reference documentation of recovery.
 */
public enum LookupSchedule {
    /** A registered order of which no payment is known. */
    ORDER(
            new Step(Duration.ofMinutes(15), Duration.ofMinutes(5)),
            new Step(Duration.ofHours(1), Duration.ofMinutes(15)),
            new Step(Duration.ofDays(1), Duration.ofHours(3)),
            new Step(Duration.ofDays(7), Duration.ofHours(12))),
    /** A payment whose end nobody told: cards settle within minutes, bank transfers within days. */
    PENDING(
            new Step(Duration.ofMinutes(15), Duration.ofMinutes(5)),
            new Step(Duration.ofHours(1), Duration.ofMinutes(15)),
            new Step(Duration.ofDays(1), Duration.ofHours(3)),
            new Step(Duration.ofDays(7), Duration.ofHours(12)),
            new Step(Duration.ofDays(30), Duration.ofDays(1))),
    /** A reservation, which somebody captures or lets go. */
    AUTHORIZED(
            new Step(Duration.ofHours(1), Duration.ofMinutes(30)),
            new Step(Duration.ofDays(1), Duration.ofHours(6)),
            new Step(Duration.ofDays(30), Duration.ofDays(1))),
    /** A refund that is on its way. */
    REFUND(new Step(Duration.ofDays(1), Duration.ofHours(6)), new Step(Duration.ofDays(30), Duration.ofDays(1))),
    /** A dispute, on which banks may take a year. */
    DISPUTED(
            new Step(Duration.ofDays(1), Duration.ofHours(6)),
            new Step(Duration.ofDays(30), Duration.ofDays(1)),
            new Step(Duration.ofDays(395), Duration.ofDays(7))),
    /** Money of which no notification told: neither would one tell of what follows, a refund or how a dispute ends. */
    UNTOLD(
            new Step(Duration.ofDays(1), Duration.ofHours(6)),
            new Step(Duration.ofDays(30), Duration.ofDays(1)),
            new Step(Duration.ofDays(180), Duration.ofDays(7)));

    private static final double SPREAD = 0.1;

    private final List<Step> steps;

    LookupSchedule(Step... steps) {
        this.steps = List.of(steps);
    }

    /**
     * How often it is asked for a while.
     *
     * @param until up to this age
     * @param every the time between two questions
     */
    record Step(Duration until, Duration every) {}

    /** What is waited for of a payment; empty if it is settled. */
    static Optional<LookupSchedule> of(Payment payment) {
        return switch (payment.status().status()) {
            case PENDING, PARTIALLY_PAID, UNKNOWN -> Optional.of(PENDING);
            case AUTHORIZED -> Optional.of(AUTHORIZED);
            case DISPUTED -> Optional.of(DISPUTED);
            case PAID, FAILED, CANCELLED, EXPIRED, PARTIALLY_REFUNDED, REFUNDED, REVERSED, DISPUTE_WON, CHARGED_BACK ->
                payment.refunds().stream().anyMatch(refund -> refund.status() == Refund.Status.PENDING)
                        ? Optional.of(REFUND)
                        : Optional.empty();
        };
    }

    /** What is waited for of a payment whose end was only found by asking; empty if nothing can follow. */
    static Optional<LookupSchedule> afterAsking(Payment payment) {
        return of(payment).or(() -> switch (payment.status().status()) {
            case PAID, PARTIALLY_REFUNDED, DISPUTE_WON, CHARGED_BACK -> Optional.of(UNTOLD);
            default -> Optional.empty();
        });
    }

    /** The steps, by age. */
    List<Step> steps() {
        return steps;
    }

    /** The age at which waiting is over. */
    Duration end() {
        return steps.get(steps.size() - 1).until();
    }

    /** How long until it is asked next; empty if waiting is over. */
    Optional<Duration> next(Duration age, long seed) {
        return next(age, end(), seed);
    }

    /**
     * How long until it is asked next; empty if waiting is over. The last time is at the end.
     *
     * @param age since anything was last heard
     * @param end the age at which waiting is over, here
     * @param seed spreads what is of the same age over a tenth either way, always in the same manner
     */
    Optional<Duration> next(Duration age, Duration end, long seed) {
        if (age.compareTo(end) >= 0) {
            return Optional.empty();
        }
        Duration every = steps.stream()
                .filter(step -> age.compareTo(step.until()) < 0)
                .findFirst()
                .orElse(steps.get(steps.size() - 1))
                .every();
        double factor = new SplittableRandom(seed).nextDouble(1 - SPREAD, 1 + SPREAD);
        Duration spread = Duration.ofMillis((long) (every.toMillis() * factor));
        Duration left = end.minus(age);
        return Optional.of(spread.compareTo(left) < 0 ? spread : left);
    }
}
