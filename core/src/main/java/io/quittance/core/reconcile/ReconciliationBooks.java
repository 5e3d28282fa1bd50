package io.quittance.core.reconcile;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.store.Claim;
import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.LedgerChanges.ItemResult;
import io.quittance.core.store.LedgerChanges.PaymentChange;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.ItemOutcome;
import io.quittance.core.telemetry.NotificationLines;
import io.quittance.core.telemetry.ReconciliationResult;
import io.quittance.core.trace.TraceAttribute;
import io.quittance.core.trace.Traceparent;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what was decided, once it is committed, tells the log what became of each notification, and keeps the span of each decision. */
final class ReconciliationBooks {

    private final GatewayMetrics metrics;
    private final Clock clock;

    ReconciliationBooks(GatewayMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A subject is worked on. */
    void begin(SubjectWork work, AccountConfig account) {
        work.span()
                .put(TraceAttribute.ACCOUNT, account.id())
                .put(TraceAttribute.PROVIDER, account.provider())
                .put(TraceAttribute.ITEMS, work.items().size())
                .put(TraceAttribute.ATTEMPT, work.attempt());
        work.items().stream()
                .findFirst()
                .ifPresent(first -> work.span()
                        .put(TraceAttribute.NOTIFICATION, first.notification().toString())
                        .put(TraceAttribute.KIND, first.kind()));
    }

    /** No more is done about a subject now. */
    void end(SubjectWork work, @Nullable Throwable failure) {
        if (failure != null) {
            work.span().fail(failure.getClass().getSimpleName());
        }
        work.span().end();
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
        Map<PaymentId, String> orders = orders(settled);
        settled.findings().forEach(finding -> record(finding, poisoned, parked, orders));
    }

    /** For the log alone. */
    private static Map<PaymentId, String> orders(Settled settled) {
        Map<PaymentId, String> orders = new HashMap<>();
        if (!NotificationLines.areWanted()) {
            return orders;
        }
        for (PaymentChange change : settled.changes().payments()) {
            String reference = change.reference();
            if (reference != null) {
                orders.put(change.payment().id(), reference);
            }
        }
        return orders;
    }

    private void record(Finding finding, Set<UUID> poisoned, Set<PaymentId> parked, Map<PaymentId, String> orders) {
        Claim claim = finding.work().claim();
        boolean waits = isParked(finding, parked);
        for (Work item : finding.work().items()) {
            Fault fault = finding.faults().get(item);
            if (fault != null) {
                metrics.retried(claim.account(), WireNames.of(fault.kind()));
            }
            if (poisoned.contains(item.notification())) {
                ended(item, ItemOutcome.POISONED, order(item, finding, orders));
            } else if (fault == null) {
                ended(item, waits ? ItemOutcome.PARKED : ItemOutcome.DONE, order(item, finding, orders));
            }
        }
        ReconciliationResult result = result(finding, poisoned, waits);
        metrics.reconciled(claim.account(), result);
        tell(finding, result);
    }

    private static void tell(Finding finding, ReconciliationResult result) {
        finding.work().span().put(TraceAttribute.OUTCOME, WireNames.of(result));
        finding.faults().values().stream()
                .findFirst()
                .ifPresent(fault -> finding.work().span().fail(WireNames.of(fault.kind())));
    }

    /** Of what had ended before, a repeat or a replay says nothing about how long it took. */
    private void ended(Work item, ItemOutcome outcome, @Nullable String order) {
        if (!item.wasDone() && item.replay() == null) {
            Duration sinceReceived = Duration.between(item.receivedAt(), clock.instant());
            metrics.itemEnded(item.account(), outcome, sinceReceived);
            NotificationLines.ended(
                    new NotificationLines.Item(
                            item.account(),
                            item.notification(),
                            item.kind(),
                            item.subject(),
                            order,
                            Traceparent.parse(item.traceparent()).orElse(null)),
                    outcome,
                    sinceReceived);
        }
    }

    private static @Nullable String order(Work item, Finding finding, Map<PaymentId, String> orders) {
        if (orders.isEmpty()) {
            return null;
        }
        return finding.observations().stream()
                .filter(observation -> item.notification().equals(observation.notification()))
                .map(StoredObservation::payment)
                .filter(orders::containsKey)
                .findFirst()
                .map(orders::get)
                .orElse(null);
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
