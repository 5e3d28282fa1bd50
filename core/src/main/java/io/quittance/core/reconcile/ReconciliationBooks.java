package io.quittance.core.reconcile;

import io.quittance.core.store.Claim;
import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.LedgerChanges.ItemResult;
import io.quittance.core.store.LedgerChanges.PaymentChange;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.ItemOutcome;
import io.quittance.core.telemetry.ReconciliationResult;
import java.time.Clock;
import java.time.Duration;
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
        boolean waits = isParked(finding, parked);
        for (Work item : finding.work().items()) {
            Fault fault = finding.faults().get(item);
            if (fault != null) {
                metrics.retried(claim.account(), WireNames.of(fault.kind()));
            }
            if (poisoned.contains(item.notification())) {
                ended(item, ItemOutcome.POISONED);
            } else if (fault == null) {
                ended(item, waits ? ItemOutcome.PARKED : ItemOutcome.DONE);
            }
        }
        metrics.reconciled(claim.account(), result(finding, poisoned, waits));
    }

    /** Of what had ended before, a repeat or a replay says nothing about how long it took. */
    private void ended(Work item, ItemOutcome outcome) {
        if (!item.wasDone() && item.replay() == null) {
            metrics.itemEnded(item.account(), outcome, Duration.between(item.receivedAt(), clock.instant()));
        }
    }

    private static ReconciliationResult result(Finding finding, Set<UUID> poisoned, boolean parked) {
        if (finding.work().items().stream().map(Work::notification).anyMatch(poisoned::contains)) {
            return ReconciliationResult.POISONED;
        }
        if (!finding.faults().isEmpty()) {
            return ReconciliationResult.RETRIED;
        }
        return parked ? ReconciliationResult.PARKED : ReconciliationResult.DONE;
    }

    private static boolean isParked(Finding finding, Set<PaymentId> parked) {
        return finding.observations().stream().map(StoredObservation::payment).anyMatch(parked::contains);
    }
}
