package io.quittance.core.reconcile;

import io.quittance.core.store.StoredObservation;
import io.quittance.spi.PaymentObservation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Leaves out what is on record already, so that what is known of a payment does not grow with what is told again. Pure.
 *
 * <p>A notification that is reconciled again, after a failure or because it came again, carries the same once more. A read
 * that says what an earlier one said takes its place: only the time counts. The first that was heard of a payment stays, since
 * payments are told apart by when they began.
 */
final class Repetition {

    private Repetition() {}

    /**
     * What is to be kept: with an id that is on record, in the place of what has it.
     *
     * @param known what is on record about a payment
     * @param said what was found out about it since
     */
    static List<StoredObservation> news(List<StoredObservation> known, List<StoredObservation> said) {
        Map<UUID, StoredObservation> all = byId(known);
        Map<UUID, StoredObservation> news = new LinkedHashMap<>();
        for (StoredObservation one : said) {
            kept(one, all.values()).ifPresent(kept -> {
                all.put(kept.id(), kept);
                news.put(kept.id(), kept);
            });
        }
        return List.copyOf(news.values());
    }

    /** All that is known with the news. */
    static List<StoredObservation> join(List<StoredObservation> known, List<StoredObservation> news) {
        Map<UUID, StoredObservation> all = byId(known);
        all.putAll(byId(news));
        return List.copyOf(all.values());
    }

    /** The news without the reads that only confirm what the provider said before, with nothing carried in between. */
    static List<StoredObservation> worthTelling(List<StoredObservation> known, List<StoredObservation> news) {
        return news.stream().filter(one -> !onlyConfirms(one, known)).toList();
    }

    private static Optional<StoredObservation> kept(StoredObservation one, Collection<StoredObservation> all) {
        List<StoredObservation> same =
                all.stream().filter(other -> isRepeated(one, other)).toList();
        boolean carriedAgain = Preference.isCarried(one) && !same.isEmpty();
        if (carriedAgain || same.stream().anyMatch(other -> other.observedAt().isAfter(one.observedAt()))) {
            return Optional.empty();
        }
        Optional<UUID> first = all.stream().min(Preference.BY_TIME).map(StoredObservation::id);
        return Optional.of(same.stream()
                .filter(other -> other.observedAt().isBefore(one.observedAt()))
                .filter(other -> first.filter(other.id()::equals).isEmpty())
                .max(Preference.BY_TIME)
                .map(one::inPlaceOf)
                .orElse(one));
    }

    private static boolean isRepeated(StoredObservation one, StoredObservation other) {
        boolean carried = Preference.isCarried(one);
        boolean mayRepeat =
                !carried || (one.notification() != null && one.notification().equals(other.notification()));
        return mayRepeat
                && carried == Preference.isCarried(other)
                && saysTheSame(one.observation(), other.observation());
    }

    private static boolean onlyConfirms(StoredObservation one, List<StoredObservation> known) {
        if (Preference.isCarried(one)) {
            return false;
        }
        boolean told = one.observation().status().isTold();
        return Preference.latestRead(known.stream()
                        .filter(other -> other.observation().status().isTold() == told)
                        .toList())
                .filter(read -> saysTheSame(one.observation(), read.observation()))
                .filter(read -> known.stream()
                        .noneMatch(other -> Preference.isCarried(other)
                                && other.observedAt().isAfter(read.observedAt())))
                .isPresent();
    }

    /** All facts but their wording and the provider's date: a newer plugin may word it differently, or date it. */
    private static boolean saysTheSame(PaymentObservation one, PaymentObservation other) {
        return facts(one).equals(facts(other));
    }

    private static List<Optional<?>> facts(PaymentObservation observation) {
        return List.of(
                Optional.of(observation.status().code()),
                Optional.ofNullable(observation.amount()),
                Optional.ofNullable(observation.captured()),
                Optional.of(Set.copyOf(observation.refunds())),
                Optional.of(observation.order().kind()),
                Optional.ofNullable(observation.order().reference()),
                Optional.ofNullable(observation.site()),
                Optional.ofNullable(observation.live()),
                Optional.of(observation.recurring()));
    }

    private static Map<UUID, StoredObservation> byId(List<StoredObservation> observations) {
        Map<UUID, StoredObservation> byId = new LinkedHashMap<>();
        observations.forEach(observation -> byId.put(observation.id(), observation));
        return byId;
    }
}
