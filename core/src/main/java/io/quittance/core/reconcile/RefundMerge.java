package io.quittance.core.reconcile;

import static io.quittance.spi.PaymentObservation.Refund.Status.SUCCEEDED;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.quittance.core.store.StoredObservation;
import io.quittance.spi.PaymentObservation.Refund;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Merges what was observed about the refunds of a payment, by the refund's id: the latest read that tells of a refund, or
 * what was carried since then if that is further. No observation makes a refund vanish by not telling of it.
 */
final class RefundMerge {

    private static final Comparator<Refund> FURTHEST_LAST = Comparator.<Refund>comparingInt(
                    refund -> progress(refund.status()))
            .thenComparingLong(refund -> refund.amount().minorUnits())
            .thenComparing(refund -> refund.amount().currency());

    private RefundMerge() {}

    /** The refunds that are known, in the order of their ids. */
    static List<Refund> merge(List<StoredObservation> observations) {
        return observations.stream()
                .flatMap(observation -> observation.observation().refunds().stream()
                        .map(refund -> new Told(observation, refund)))
                .collect(groupingBy(told -> told.refund().id(), TreeMap::new, toList()))
                .values()
                .stream()
                .map(RefundMerge::furthest)
                .toList();
    }

    /** The sum of the refunds in a currency whose money went back. */
    static long succeeded(List<Refund> refunds, String currency) {
        return ExactSum.of(refunds.stream()
                .filter(refund -> refund.status() == SUCCEEDED)
                .filter(refund -> refund.amount().currency().equals(currency))
                .mapToLong(refund -> Math.max(0, refund.amount().minorUnits())));
    }

    private static Refund furthest(List<Told> ofOneRefund) {
        List<StoredObservation> observations =
                ofOneRefund.stream().map(Told::observation).toList();
        var current = Preference.currentAfter(Preference.latestRead(observations));
        return ofOneRefund.stream()
                .filter(told -> current.test(told.observation()))
                .map(Told::refund)
                .max(FURTHEST_LAST)
                .orElseThrow();
    }

    private static int progress(Refund.Status status) {
        return switch (status) {
            case PENDING -> 0;
            case FAILED -> 1;
            case SUCCEEDED -> 2;
        };
    }

    private record Told(StoredObservation observation, Refund refund) {}
}
