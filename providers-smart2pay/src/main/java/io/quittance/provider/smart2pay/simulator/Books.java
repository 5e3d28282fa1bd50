package io.quittance.provider.smart2pay.simulator;

import io.quittance.simulation.Recent;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What is true at the simulated Smart2Pay. The oldest is forgotten when there is very much. */
final class Books {

    private static final int MOST = 50_000;

    private final Map<BackEnd, Recent<Long, Payment>> payments = new EnumMap<>(BackEnd.class);
    private final Map<BackEnd, Recent<Long, Map<Long, Refund>>> refunds = new EnumMap<>(BackEnd.class);
    private final Map<BackEnd, Long> latestIds = new EnumMap<>(BackEnd.class);
    private long latestOtherId = 20_000;

    Books() {
        for (BackEnd backEnd : BackEnd.values()) {
            payments.put(backEnd, new Recent<>(MOST));
            refunds.put(backEnd, new Recent<>(MOST));
            latestIds.put(backEnd, backEnd.firstId());
        }
    }

    /** The id of a new payment. */
    long nextId(BackEnd backEnd) {
        return latestIds.merge(backEnd, 1L, Long::sum);
    }

    /** The id of something new that is no payment. */
    long nextOtherId() {
        return ++latestOtherId;
    }

    void write(Payment payment) {
        in(payments, payment.backEnd()).put(payment.id(), payment);
    }

    void write(Refund refund) {
        in(refunds, refund.payment().backEnd())
                .computeIfAbsent(refund.payment().id(), none -> new TreeMap<>())
                .put(refund.id(), refund);
    }

    Optional<Payment> payment(BackEnd backEnd, long id) {
        return Optional.ofNullable(in(payments, backEnd).get(id));
    }

    /** The oldest first. */
    Collection<Payment> payments(BackEnd backEnd) {
        return in(payments, backEnd).values();
    }

    /** The oldest first. */
    Collection<Refund> refundsOf(Payment payment) {
        return in(refunds, payment.backEnd())
                .getOrDefault(payment.id(), Map.of())
                .values();
    }

    private static <T> T in(Map<BackEnd, T> both, BackEnd backEnd) {
        return Objects.requireNonNull(both.get(backEnd), "there are two back ends");
    }
}
