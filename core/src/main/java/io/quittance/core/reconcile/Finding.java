package io.quittance.core.reconcile;

import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.StoredObservation;
import java.util.List;
import java.util.Map;

/**
 * What was found out about a claimed subject.
 *
 * @param merchant whose account it is
 * @param observations what the provider says, or its notifications carried
 * @param faults why items are not done; those without one are
 */
record Finding(SubjectWork work, String merchant, List<StoredObservation> observations, Map<Work, Fault> faults) {

    Finding {
        observations = List.copyOf(observations);
        faults = Map.copyOf(faults);
    }
}
