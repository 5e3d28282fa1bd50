package io.quittance.core.reconcile;

import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said when it was asked about a payment or an order.
 *
 * @param observations what is true now; none if it does not know what it was asked about, or if there is a fault
 * @param fault why there is no answer; null if there is one
 */
public record LookupAnswer<W extends Wanted>(
        W wanted,
        List<StoredObservation> observations,
        @Nullable Fault fault) {

    public LookupAnswer {
        observations = List.copyOf(observations);
    }

    /** There is no answer. */
    public static <W extends Wanted> LookupAnswer<W> failed(W wanted, Fault fault) {
        return new LookupAnswer<>(wanted, List.of(), fault);
    }
}
