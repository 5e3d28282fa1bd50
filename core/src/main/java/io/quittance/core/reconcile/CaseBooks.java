package io.quittance.core.reconcile;

import io.quittance.core.store.LedgerChanges;
import io.quittance.core.telemetry.GatewayMetrics;
import java.util.function.Consumer;

/** Counts the cases that decisions open and that alarm somebody at once, whoever decided. */
public record CaseBooks(GatewayMetrics metrics) implements Consumer<LedgerChanges> {

    @Override
    public void accept(LedgerChanges committed) {
        committed.alarming().forEach(kind -> metrics.caseOpened(kind.wireName()));
    }
}
