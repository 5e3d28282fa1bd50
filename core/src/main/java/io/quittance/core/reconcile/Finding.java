package io.quittance.core.reconcile;

import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.StoredObservation;
import java.util.HashMap;
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

    /** Nothing was found out, for one reason. */
    static Finding failed(SubjectWork work, String merchant, Fault fault) {
        Map<Work, Fault> faults = new HashMap<>();
        work.items().forEach(item -> faults.put(item, fault));
        return new Finding(work, merchant, List.of(), faults);
    }

    /** Whether the provider was asked and its answer could be used. */
    boolean isAnswered() {
        return work.items().stream()
                .filter(item -> item.effect().equals("payment"))
                .map(faults::get)
                .anyMatch(fault -> fault == null || fault.isAboutOrder());
    }

    /** The same with other faults. */
    Finding with(Map<Work, Fault> remaining) {
        return new Finding(work, merchant, observations, remaining);
    }
}
