package io.quittance.core.polling;

import io.quittance.core.reconcile.Fault;
import io.quittance.core.reconcile.LookupAnswer;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.LookupOutcome;

/** Counts what became of look-ups, once it is committed. */
final class LookupBooks {

    private final GatewayMetrics metrics;

    LookupBooks(GatewayMetrics metrics) {
        this.metrics = metrics;
    }

    void record(LookupAnswer answer, LedgerChanges changes) {
        metrics.lookedUp(answer.wanted().payment().account(), outcome(answer, changes));
        changes.opened()
                .forEach(
                        opened -> metrics.caseOpened(opened.discrepancy().kind().wireName()));
    }

    private static LookupOutcome outcome(LookupAnswer answer, LedgerChanges changes) {
        Fault fault = answer.fault();
        if (changes.lookupResults().isEmpty()) {
            return LookupOutcome.SUPERSEDED;
        }
        if (fault == null) {
            return answer.observations().isEmpty() ? LookupOutcome.UNKNOWN : LookupOutcome.ANSWERED;
        }
        return switch (fault.kind()) {
            case TEMPORARY -> LookupOutcome.TEMPORARY;
            case PROVIDER_ERROR -> LookupOutcome.PROVIDER_ERROR;
            case UNEXPECTED, UNREADABLE, UNSETTLED, CONTRADICTORY -> LookupOutcome.UNEXPECTED;
        };
    }
}
