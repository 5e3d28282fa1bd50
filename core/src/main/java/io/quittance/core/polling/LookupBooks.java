package io.quittance.core.polling;

import io.quittance.core.reconcile.Fault;
import io.quittance.core.reconcile.LookupAnswer;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.WantedLookup;
import io.quittance.core.store.WantedOrder;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.LookupOutcome;
import io.quittance.core.telemetry.LookupReason;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.TraceAttribute;
import org.jspecify.annotations.Nullable;

/** Counts what became of look-ups, once it is committed. */
final class LookupBooks {

    private final GatewayMetrics metrics;

    LookupBooks(GatewayMetrics metrics) {
        this.metrics = metrics;
    }

    void record(LookupAnswer<WantedLookup> answer, LedgerChanges changes, Span span) {
        LookupOutcome outcome = changes.lookupResults().isEmpty()
                ? LookupOutcome.SUPERSEDED
                : outcome(answer.fault(), answer.observations().isEmpty());
        LookupReason reason = answer.wanted().inDoubt() ? LookupReason.IN_DOUBT : LookupReason.OVERDUE;
        metrics.lookedUp(answer.wanted().claim().account(), reason, outcome);
        tell(span, outcome, answer.fault());
    }

    void recordOrder(LookupAnswer<WantedOrder> answer, LedgerChanges changes, Span span) {
        LookupOutcome outcome = changes.expectations().results().isEmpty()
                ? LookupOutcome.SUPERSEDED
                : outcome(answer.fault(), answer.observations().isEmpty());
        metrics.lookedUp(answer.wanted().claim().account(), LookupReason.ORDER, outcome);
        tell(span, outcome, answer.fault());
    }

    private static void tell(Span span, LookupOutcome outcome, @Nullable Fault fault) {
        span.put(TraceAttribute.OUTCOME, WireNames.of(outcome));
        if (fault != null) {
            span.fail(WireNames.of(fault.kind()));
        }
    }

    private static LookupOutcome outcome(@Nullable Fault fault, boolean isUnknown) {
        if (fault == null) {
            return isUnknown ? LookupOutcome.UNKNOWN : LookupOutcome.ANSWERED;
        }
        return switch (fault.kind()) {
            case TEMPORARY -> LookupOutcome.TEMPORARY;
            case PROVIDER_ERROR -> LookupOutcome.PROVIDER_ERROR;
            case UNEXPECTED, UNREADABLE, UNSETTLED, CONTRADICTORY -> LookupOutcome.UNEXPECTED;
        };
    }
}
