package io.quittance.core.reconcile;

import io.quittance.core.store.Claim;
import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.LedgerChanges.ItemResult;
import io.quittance.core.store.LedgerChanges.PaymentChange;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.ReconciliationResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Counts what was decided, once it is committed. */
final class ReconciliationBooks {

    private final GatewayMetrics metrics;
    private final Clock clock;

    ReconciliationBooks(GatewayMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    void record(List<Finding> findings, Settled settled) {
        Set<PaymentId> parked = settled.changes().payments().stream()
                .filter(PaymentChange::parked)
                .map(change -> change.payment().id())
                .collect(Collectors.toSet());
        findings.stream()
                .map(finding -> finding.work().claim())
                .filter(claim -> !settled.held().contains(claim))
                .forEach(claim -> metrics.reconciled(claim.account(), ReconciliationResult.SUPERSEDED));
        Set<UUID> poisoned = settled.changes().items().stream()
                .filter(item -> item.state().equals("poisoned"))
                .map(ItemResult::notification)
                .collect(Collectors.toSet());
        settled.findings().forEach(finding -> record(finding, poisoned, parked));
    }

    private void record(Finding finding, Set<UUID> poisoned, Set<PaymentId> parked) {
        Claim claim = finding.work().claim();
        Instant now = clock.instant();
        for (Work item : finding.work().items()) {
            Fault fault = finding.faults().get(item);
            if (fault != null) {
                metrics.retried(claim.account(), WireNames.of(fault.kind()));
            } else if (!item.wasDone() && item.replay() == null) {
                metrics.itemDone(Duration.between(item.receivedAt(), now));
            }
        }
        metrics.reconciled(claim.account(), result(finding, poisoned, parked));
    }

    private static ReconciliationResult result(Finding finding, Set<UUID> poisoned, Set<PaymentId> parked) {
        if (finding.work().items().stream().map(Work::notification).anyMatch(poisoned::contains)) {
            return ReconciliationResult.POISONED;
        }
        if (!finding.faults().isEmpty()) {
            return ReconciliationResult.RETRIED;
        }
        return finding.observations().stream().map(StoredObservation::payment).anyMatch(parked::contains)
                ? ReconciliationResult.PARKED
                : ReconciliationResult.DONE;
    }
}
