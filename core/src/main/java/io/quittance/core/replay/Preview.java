package io.quittance.core.replay;

import static java.util.Objects.requireNonNull;

import io.quittance.core.intake.ExplainedAnswer;
import io.quittance.core.intake.Rereading;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.reconcile.Forecast;
import io.quittance.core.reconcile.ProviderCalls;
import io.quittance.core.reconcile.Rehearsal;
import io.quittance.core.store.Replay;
import io.quittance.core.store.ReplayStore;
import io.quittance.core.store.Reread;
import io.quittance.core.store.StoredNotification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads stored notifications with the plugins of these accounts and finds out what that would change; nothing is. */
public final class Preview {

    private final Vertx vertx;
    private final Map<String, RunningAccount> accounts;
    private final ReplayStore replays;
    private final Rehearsal rehearsal;

    /**
     * Previews with these accounts.
     *
     * @param accounts by id
     * @param rehearsal with the same accounts
     */
    public Preview(Vertx vertx, Map<String, RunningAccount> accounts, ReplayStore replays, Rehearsal rehearsal) {
        this.vertx = vertx;
        this.accounts = Map.copyOf(accounts);
        this.replays = replays;
        this.rehearsal = rehearsal;
    }

    /**
     * What notifications come to.
     *
     * @param reread one for each notification, in their order
     * @param forecast what the ledger would be like then
     */
    public record Previewed(List<Reread> reread, Forecast forecast) {

        public Previewed {
            reread = List.copyOf(reread);
        }
    }

    /** What these come to. Providers are asked. */
    public Future<Previewed> of(Replay replay, List<StoredNotification> notifications) {
        return read(notifications)
                .compose(reread -> replays.items(notifications)
                        .map(known -> new Rehearsing(replay, known).works(notifications, reread))
                        .compose(rehearsal::of)
                        .map(forecast -> new Previewed(reread, forecast)));
    }

    /** What the provider of an account is answered, for each outcome. */
    Future<List<ExplainedAnswer>> answers(String account) {
        return ExplainedAnswer.matrix(requireNonNull(accounts.get(account), "only accounts that run are compared"));
    }

    private Future<List<Reread>> read(List<StoredNotification> notifications) {
        Future<List<Reread>> all = Future.succeededFuture(new ArrayList<>());
        for (StoredNotification stored : notifications) {
            all = all.compose(read -> read(stored).map(one -> {
                read.add(one);
                return read;
            }));
        }
        return all;
    }

    private Future<Reread> read(StoredNotification stored) {
        RunningAccount account =
                requireNonNull(accounts.get(stored.account()), "only notifications of accounts that run are chosen");
        return new ProviderCalls(vertx, account, Replayer.READING_LIMIT)
                .call(() -> Rereading.of(account, stored))
                .otherwise(tooSlow -> Rereading.unreadable(stored));
    }
}
