package io.quittance.core.reconcile;

import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.Replay;
import io.quittance.core.store.Replayed;
import io.quittance.core.store.StoredObservation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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

    /**
     * What is told anew. As long as a notification's replay fails, what it told before stands: a provider that is down must
     * not undo a payment.
     */
    Set<Replayed> replayed() {
        Set<UUID> failed = faults.entrySet().stream()
                .filter(entry -> !entry.getValue().isAboutOrder())
                .map(entry -> entry.getKey().notification())
                .collect(Collectors.toSet());
        Set<Replayed> replayed = new HashSet<>();
        for (Work item : work.items()) {
            Replay replay = item.replay();
            if (replay != null && !failed.contains(item.notification())) {
                replayed.add(new Replayed(merchant, item.account(), item.notification(), item.subject(), replay));
            }
        }
        return replayed;
    }

    /** The same with other faults. */
    Finding with(Map<Work, Fault> remaining) {
        return new Finding(work, merchant, observations, remaining);
    }
}
