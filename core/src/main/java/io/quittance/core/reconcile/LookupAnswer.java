package io.quittance.core.reconcile;

import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WantedLookup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said when it was asked about a payment.
 *
 * @param observations what is true now; none if it does not know the payment, or if there is a fault
 * @param fault why there is no answer; null if there is one
 */
public record LookupAnswer(
        WantedLookup wanted,
        List<StoredObservation> observations,
        @Nullable Fault fault) {

    public LookupAnswer {
        observations = List.copyOf(observations);
    }

    /** There is no answer. */
    public static LookupAnswer failed(WantedLookup wanted, Fault fault) {
        return new LookupAnswer(wanted, List.of(), fault);
    }
}
