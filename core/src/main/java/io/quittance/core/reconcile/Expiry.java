package io.quittance.core.reconcile;

import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.OrderKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Decides orders again because their time is over. Pure. */
public final class Expiry {

    private Expiry() {}

    /** What has to be locked for these. */
    public static LedgerScope scope(Collection<OrderKey> orders) {
        return new LedgerScope(List.of(), Set.copyOf(orders), Map.of(), Set.of());
    }

    /** What follows for the orders of the snapshot. */
    public static LedgerChanges decide(LedgerSnapshot snapshot, Function<String, AccountTerms> terms, Instant now) {
        ChangesBuilder changes = new ChangesBuilder(now);
        new Settlement(snapshot, terms, now, changes).settle(List.of(), "the order's time is over", false);
        return changes.build();
    }
}
