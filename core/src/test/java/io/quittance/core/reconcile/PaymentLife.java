package io.quittance.core.reconcile;

import io.quittance.core.store.PaymentId;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What becomes of one payment at its provider: what its books say after each step, and what it notifies of it. */
record PaymentLife(PaymentId id, List<Chapter> chapters) {

    static final String ORDER = "A1";

    /**
     * One step.
     *
     * @param refund the refund that this step is about; null: it is about the payment itself
     */
    record Chapter(
            PaymentId payment,
            Stage stage,
            Money amount,
            long captured,
            List<Refund> refunds,
            @Nullable Refund refund) {

        /** What the provider notifies of this step. */
        PaymentObservation carried() {
            return refund == null
                    ? told(Source.CARRIED).build()
                    : PaymentObservation.builder(payment.key(), Source.CARRIED, ObservedStatus.notTold())
                            .refunds(List.of(refund))
                            .build();
        }

        /** What the provider answers after this step. */
        PaymentObservation read() {
            return told(Source.READ).refunds(refunds).build();
        }

        private PaymentObservationBuilder told(Source source) {
            return PaymentObservation.builder(payment.key(), source, stage.observed())
                    .amount(amount)
                    .captured(stage.tellsCaptured() ? new Money(captured, amount.currency()) : null)
                    .order(OrderMatch.matched(ORDER));
        }
    }

    static PaymentLife generate(Random random, PaymentId id, Money amount) {
        return new Walk(random, id, amount).walk();
    }

    /** Whether the ranks tell in which order the steps came: otherwise the order of arrival alone can. */
    boolean isAscending() {
        List<Stage> stages = stages();
        for (int step = 1; step < stages.size(); step++) {
            if (stages.get(step).isBelow(stages.get(step - 1))) {
                return false;
            }
        }
        return true;
    }

    List<Stage> stages() {
        return chapters.stream().map(Chapter::stage).toList();
    }

    /** What the provider would say in the end. */
    PaymentObservation truth() {
        return chapters.get(chapters.size() - 1).read();
    }

    private static final class Walk {

        private final Random random;
        private final PaymentId id;
        private final Money amount;
        private final List<Chapter> chapters = new ArrayList<>();
        private final Map<String, Refund> refunds = new LinkedHashMap<>();
        private Stage stage = Stage.PENDING;
        private long captured;
        private long refunded;

        Walk(Random random, PaymentId id, Money amount) {
            this.random = random;
            this.id = id;
            this.amount = amount;
        }

        PaymentLife walk() {
            write(null);
            while (!stage.next().isEmpty() && random.nextInt(5) > 0) {
                List<Stage> next = stage.next();
                enter(next.get(random.nextInt(next.size())));
            }
            return new PaymentLife(id, List.copyOf(chapters));
        }

        private void enter(Stage next) {
            switch (next) {
                case PARTIALLY_CAPTURED -> {
                    if (captured + 1 < amount.minorUnits()) {
                        captured = captured + 1 + random.nextLong(amount.minorUnits() - captured - 1);
                        become(next);
                    }
                }
                case PARTIALLY_REFUNDED -> {
                    if (captured - refunded > 1) {
                        refund(1 + random.nextLong(captured - refunded - 1), next);
                    }
                }
                case REFUNDED -> refund(captured - refunded, next);
                case PAID, CAPTURED, CHARGED_BACK, DISPUTED -> {
                    captured = captured > 0 && Stage.refundable().contains(stage) ? captured : amount.minorUnits();
                    become(next);
                }
                default -> become(next);
            }
        }

        /** Asked for first, then done; sometimes an attempt fails before. */
        private void refund(long sum, Stage afterwards) {
            if (random.nextInt(4) == 0) {
                note(sum, Refund.Status.PENDING, "r" + refunds.size());
                note(sum, Refund.Status.FAILED, "r" + (refunds.size() - 1));
            }
            String refund = "r" + refunds.size();
            note(sum, Refund.Status.PENDING, refund);
            refunded += sum;
            note(sum, Refund.Status.SUCCEEDED, refund);
            become(afterwards);
        }

        private void note(long sum, Refund.Status status, String refund) {
            refunds.put(refund, new Refund(refund, new Money(sum, amount.currency()), status));
            write(refunds.get(refund));
        }

        private void become(Stage next) {
            stage = next;
            write(null);
        }

        private void write(@Nullable Refund refund) {
            chapters.add(new Chapter(id, stage, amount, captured, List.copyOf(refunds.values()), refund));
        }
    }
}
