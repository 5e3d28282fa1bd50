package io.quittance.core.reconcile;

import io.quittance.core.store.Claim;
import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.trace.Operation;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.Traceparent;
import io.quittance.core.trace.Tracing;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A claimed subject with what there is to do.
 *
 * @param items its waiting items, oldest first; none if another node was faster
 * @param span that it is done in
 */
record SubjectWork(Claim claim, List<Work> items, Span span) {

    SubjectWork {
        items = List.copyOf(items);
    }

    static List<SubjectWork> of(List<Claim> claims, List<Work> items) {
        Map<String, List<Work>> bySubject = items.stream()
                .collect(Collectors.groupingBy(
                        item -> key(item.account(), item.subject()), LinkedHashMap::new, Collectors.toList()));
        return claims.stream()
                .map(claim -> new SubjectWork(
                        claim, bySubject.getOrDefault(key(claim.account(), claim.subject()), List.of()), Span.NONE))
                .toList();
    }

    /** The same, within the trace of the notification that was to be worked off first; the other traces are referred to. */
    SubjectWork traced(Tracing tracing) {
        List<Traceparent> contexts = items.stream()
                .sorted(Comparator.comparing(item -> !item.isDue()))
                .flatMap(item -> Traceparent.parse(item.traceparent()).stream())
                .distinct()
                .toList();
        return new SubjectWork(claim, items, tracing.proceed(Operation.RECONCILE, contexts));
    }

    /** How often the work is tried, this time included. */
    int attempt() {
        return 1 + items.stream().mapToInt(Work::attempts).max().orElse(0);
    }

    private static String key(String account, String subject) {
        return account + '\n' + subject;
    }
}
