package io.quittance.core.reconcile;

import io.quittance.core.store.Claim;
import io.quittance.core.store.ClaimStore.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A claimed subject with what there is to do.
 *
 * @param items its waiting items, oldest first; none if another node was faster
 */
record SubjectWork(Claim claim, List<Work> items) {

    SubjectWork {
        items = List.copyOf(items);
    }

    static List<SubjectWork> of(List<Claim> claims, List<Work> items) {
        Map<String, List<Work>> bySubject = items.stream()
                .collect(Collectors.groupingBy(
                        item -> key(item.account(), item.subject()), LinkedHashMap::new, Collectors.toList()));
        return claims.stream()
                .map(claim -> new SubjectWork(
                        claim, bySubject.getOrDefault(key(claim.account(), claim.subject()), List.of())))
                .toList();
    }

    /** How often the work is tried, this time included. */
    int attempt() {
        return 1 + items.stream().mapToInt(Work::attempts).max().orElse(0);
    }

    private static String key(String account, String subject) {
        return account + '\n' + subject;
    }
}
