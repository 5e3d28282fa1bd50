package io.quittance.core.polling;

import io.quittance.core.store.SilenceStore.IntakeCount;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.IntakeOutcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What this node's intake accepted and refused since it was last asked, from the counters that are kept anyway. */
final class IntakeCounts {

    private final GatewayMetrics metrics;
    private final Map<String, IntakeCount> told = new HashMap<>();

    IntakeCounts(GatewayMetrics metrics) {
        this.metrics = metrics;
    }

    /** What is new of these accounts; those without news are left out. */
    List<IntakeCount> news(Collection<String> accounts) {
        return accounts.stream()
                .map(this::news)
                .filter(count -> count.accepted() + count.refused() > 0)
                .toList();
    }

    /** Notes that news was kept. */
    void kept(Collection<IntakeCount> news) {
        news.forEach(count -> told.merge(
                count.account(),
                count,
                (one, other) -> new IntakeCount(
                        one.account(), one.accepted() + other.accepted(), one.refused() + other.refused())));
    }

    private IntakeCount news(String account) {
        IntakeCount known = told.getOrDefault(account, new IntakeCount(account, 0, 0));
        long accepted = metrics.received(account, IntakeOutcome.ACCEPTED)
                + metrics.received(account, IntakeOutcome.DUPLICATE)
                + metrics.received(account, IntakeOutcome.IGNORED);
        long refused = metrics.received(account, IntakeOutcome.UNAUTHENTICATED)
                + metrics.received(account, IntakeOutcome.MALFORMED);
        return new IntakeCount(account, accepted - known.accepted(), refused - known.refused());
    }
}
