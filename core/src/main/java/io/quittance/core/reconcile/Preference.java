package io.quittance.core.reconcile;

import static io.quittance.spi.PaymentObservation.Source.READ;

import io.quittance.core.store.StoredObservation;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentObservation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which of several observations of one payment is believed. What is current comes before what a later read replaced, and
 * within each the provider's rank decides. When a notification arrived never does, except before or after a read.
 */
final class Preference {

    /** Of what was observed at the same time, ids decide. */
    static final Comparator<StoredObservation> BY_TIME =
            Comparator.comparing(StoredObservation::observedAt).thenComparing(StoredObservation::id);

    // The text comes last, so that two observations that say different things are never equally good.
    private static final Comparator<PaymentObservation> BEST_LAST = Comparator.<PaymentObservation>comparingInt(
                    observation -> observation.status().rank())
            .thenComparingLong(Preference::capturedAtLeast)
            .thenComparing(observation -> observation.source() == READ)
            .thenComparing(observation -> Objects.requireNonNullElse(observation.providerTime(), Instant.MIN))
            .thenComparing(PaymentObservation::toString);

    private Preference() {}

    /** All that was observed, the most credible first. */
    static List<PaymentObservation> bestFirst(List<StoredObservation> observations) {
        Predicate<StoredObservation> current = currentAfter(latestToldRead(observations));
        return Stream.concat(sorted(observations, current), sorted(observations, current.negate()))
                .toList();
    }

    /** The latest read among the observations, if there is one. */
    static Optional<StoredObservation> latestRead(List<StoredObservation> observations) {
        return observations.stream().filter(Preference::isRead).max(BY_TIME);
    }

    /** The latest read that tells the payment's own status: one about its refund alone does not replace what is known. */
    static Optional<StoredObservation> latestToldRead(List<StoredObservation> observations) {
        return latestRead(observations.stream()
                .filter(observation -> observation.observation().status().isTold())
                .toList());
    }

    /** Whether a notification carried it. */
    static boolean isCarried(StoredObservation observation) {
        return !isRead(observation);
    }

    /** Whether an observation is the read itself or was received after it. */
    static Predicate<StoredObservation> currentAfter(Optional<StoredObservation> read) {
        return read.<Predicate<StoredObservation>>map(
                        base -> observation -> observation.id().equals(base.id())
                                || (!isRead(observation)
                                        && observation.observedAt().isAfter(base.observedAt())))
                .orElse(observation -> true);
    }

    private static boolean isRead(StoredObservation observation) {
        return observation.observation().source() == READ;
    }

    private static Stream<PaymentObservation> sorted(
            List<StoredObservation> observations, Predicate<StoredObservation> which) {
        return observations.stream()
                .filter(which)
                .map(StoredObservation::observation)
                .sorted(BEST_LAST.reversed());
    }

    // Captured sums only grow: of two claims of one rank, the one with more of it is the later one.
    private static long capturedAtLeast(PaymentObservation observation) {
        Money told = observation.captured();
        if (told == null && observation.status().status().impliesCapture()) {
            told = observation.amount();
        }
        return told == null ? 0 : told.minorUnits();
    }
}
