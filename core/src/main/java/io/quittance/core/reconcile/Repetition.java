package io.quittance.core.reconcile;

import io.quittance.core.store.StoredObservation;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out what is on record already: a notification that is reconciled again, after a failure or because it came again,
 * carries the same once more.
 */
final class Repetition {

    private Repetition() {}

    /**
     * What is new.
     *
     * @param known what is on record about a payment
     * @param said what was found out about it since
     */
    static List<StoredObservation> news(List<StoredObservation> known, List<StoredObservation> said) {
        List<StoredObservation> all = new ArrayList<>(known);
        List<StoredObservation> news = new ArrayList<>();
        for (StoredObservation one : said) {
            if (all.stream().noneMatch(other -> isSame(one, other))) {
                all.add(one);
                news.add(one);
            }
        }
        return news;
    }

    /** A newer plugin may word it differently; of one notification it is the same claim all the same. */
    private static boolean isSame(StoredObservation one, StoredObservation other) {
        return Preference.isCarried(one)
                && Preference.isCarried(other)
                && one.notification() != null
                && one.notification().equals(other.notification())
                && one.observation()
                        .status()
                        .code()
                        .equals(other.observation().status().code())
                && one.observation().refunds().equals(other.observation().refunds());
    }
}
