package io.quittance.core;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.reconcile.Rehearsal;
import io.quittance.core.replay.Preview;
import io.quittance.core.replay.ReplayDesk;
import io.quittance.core.replay.Replayer;
import io.quittance.core.store.ReplayStore;
import java.util.Map;

/** Wires what replays. */
record Replays(Replayer replayer, ReplayDesk desk) {

    /**
     * Wires it.
     *
     * @param reconcile is called when there is something to reconcile
     * @param hint tells other nodes that there is work
     */
    static Replays create(
            Foundation foundation,
            Map<String, RunningAccount> accounts,
            Rehearsal rehearsal,
            Runnable reconcile,
            Runnable hint) {
        ReplayStore store = new ReplayStore(
                foundation.database().management(), foundation.database().seal());
        Replayer replayer = new Replayer(accounts, store, reconcile, foundation.metrics());
        Runnable wake = () -> {
            replayer.wake();
            hint.run();
        };
        Preview preview = new Preview(foundation.vertx(), accounts, store, rehearsal);
        ReplayDesk desk = new ReplayDesk(accounts.keySet(), store, preview, wake, foundation.clock());
        return new Replays(replayer, desk);
    }
}
