package io.quittance.core.reconcile;

import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WantedOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said when it was asked about an order.
 *
 * @param observations the payments of the order; none if it knows none, or if there is a fault
 * @param fault why there is no answer; null if there is one
 */
public record OrderLookupAnswer(
        WantedOrder wanted,
        List<StoredObservation> observations,
        @Nullable Fault fault) {

    public OrderLookupAnswer {
        observations = List.copyOf(observations);
    }

    /** There is no answer. */
    public static OrderLookupAnswer failed(WantedOrder wanted, Fault fault) {
        return new OrderLookupAnswer(wanted, List.of(), fault);
    }
}
