package io.quittance.core.reconcile;

import io.quittance.core.store.StoredObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider's answer may be older than what it notified: asked right after a notification, or by way of another
 * server, it may read a copy of its books that lags behind. Such an answer is believed once a second one, a little later, says the same. Pure.
 */
final class Lag {

    /** How long after something was told an answer may still not know of it. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    /** When the second answer is asked for. */
    static final Duration PAUSE = Duration.ofSeconds(3);

    private Lag() {}

    /**
     * What the provider told, if it is not to be believed yet: it takes away what was told shortly before the question, by a
     * notification or by the provider itself. That a notification says the same is no support, since it may come late.
     *
     * @param known what is on record about the payment
     * @param answer what the provider told about it
     * @param unconfirmed the status code that the answer before told, which was not believed; null: none
     */
    static Optional<StoredObservation> suspected(
            List<StoredObservation> known, List<StoredObservation> answer, @Nullable String unconfirmed) {
        List<StoredObservation> current = known.stream()
                .filter(Preference.currentAfter(Preference.latestToldRead(known)))
                .filter(observation -> observation.observation().status().isTold())
                .toList();
        return Preference.latestToldRead(answer)
                .filter(read -> !code(read).equals(unconfirmed))
                .filter(read -> current.stream().anyMatch(observation -> takesAway(read, observation)));
    }

    private static boolean takesAway(StoredObservation read, StoredObservation told) {
        Instant askedAt = read.observedAt();
        return rank(told) > rank(read)
                && !told.observedAt().isAfter(askedAt)
                && told.observedAt().isAfter(askedAt.minus(LONGEST));
    }

    private static int rank(StoredObservation stored) {
        return stored.observation().status().rank();
    }

    private static String code(StoredObservation stored) {
        return stored.observation().status().code();
    }
}
