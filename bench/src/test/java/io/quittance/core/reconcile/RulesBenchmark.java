package io.quittance.core.reconcile;

import io.quittance.core.store.Order;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the two rules cost: the fold of three observations, and the decision about an order that two payments name. */
@State(Scope.Benchmark)
public class RulesBenchmark {

    private static final Money AMOUNT = new Money(4599, "EUR");
    private static final AccountTerms TERMS = new AccountTerms(false, 0, false);

    private final List<StoredObservation> observations = List.of(
            observation("1", PaymentStatus.PENDING, 1, 0),
            observation("1", PaymentStatus.AUTHORIZED, 2, 1),
            observation("1", PaymentStatus.PAID, 3, 2));
    private final List<Payment> payments = List.of(
            PaymentRules.fold(observations), PaymentRules.fold(List.of(observation("2", PaymentStatus.FAILED, 3, 0))));
    private final Order order = new Order("bench", "1", AMOUNT, null, null, OrderState.INITIAL, 0);

    @Benchmark
    public Payment fold() {
        return PaymentRules.fold(observations);
    }

    @Benchmark
    public OrderDecision decide() {
        return OrderRules.decide(order, payments, OperatorDecisions.NONE, account -> TERMS, Instant.EPOCH);
    }

    private static StoredObservation observation(String payment, PaymentStatus status, int rank, int second) {
        PaymentId id = new PaymentId("bench", PaymentKey.of(payment));
        PaymentObservation observed = PaymentObservation.builder(
                        id.key(), Source.CARRIED, ObservedStatus.of(status, rank, "code-" + rank))
                .amount(AMOUNT)
                .build();
        return new StoredObservation(UUID.randomUUID(), id, null, Instant.EPOCH.plusSeconds(second), observed);
    }
}
