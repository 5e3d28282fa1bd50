package io.quittance.core;

import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.PluginWatch;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.plugin.SharedAnswers;
import io.quittance.core.reconcile.Rehearsal;
import io.quittance.core.replay.Difference;
import io.quittance.core.replay.Preview;
import io.quittance.core.replay.ProviderComparison;
import io.quittance.core.replay.ProviderComparison.Total;
import io.quittance.core.store.Database;
import io.quittance.core.store.Ids;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.Replay;
import io.quittance.core.store.ReplayFilter;
import io.quittance.core.store.ReplayStore;
import io.quittance.core.telemetry.LogLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs stored notifications through two versions of plugins. It works on the store of a gateway, beside it, and writes
 * nothing; providers are asked once for both versions.
 */
public final class PluginComparison {

    private final Vertx vertx;
    private final Database database;
    private final Clock clock;
    private final SharedAnswers answers = new SharedAnswers();
    private final PluginWatch watch = new PluginWatch();

    /** Compares over this store. */
    public PluginComparison(Vertx vertx, Database database, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Compares.
     *
     * @param before the configuration with the plugins that are in use
     * @param after the same with the plugins that are tried
     * @param filter whose accounts run in both
     * @param each is told each difference as it is found
     * @param progress is told how far it is
     * @return fails with a {@link io.quittance.core.config.ConfigurationException} if a plugin refuses its settings
     */
    public Future<Total> run(
            Configured before,
            Configured after,
            ReplayFilter filter,
            Consumer<Difference> each,
            Consumer<Total> progress) {
        return start(before)
                .compose(old -> start(after)
                        .compose(renewed ->
                                compare(old, renewed, filter, each, progress).eventually(renewed::close))
                        .eventually(old::close));
    }

    private Future<AccountRegistry> start(Configured configured) {
        return AccountRegistry.startToCompare(
                configured.config().accounts(), configured.plugins(), vertx, clock, watch, answers);
    }

    private Future<Total> compare(
            AccountRegistry old,
            AccountRegistry renewed,
            ReplayFilter filter,
            Consumer<Difference> each,
            Consumer<Total> progress) {
        Replay replay = new Replay(Ids.next(), "comparison", clock.instant());
        return new ProviderComparison(
                        new ReplayStore(database.management(), database.seal()), preview(old), preview(renewed))
                .compare(replay, filter, each, total -> {
                    answers.forget();
                    progress.accept(total);
                });
    }

    private Preview preview(AccountRegistry registry) {
        Map<String, RunningAccount> accounts = registry.accounts().stream()
                .collect(Collectors.toMap(account -> account.config().id(), Function.identity()));
        Inquiries inquiries = new Inquiries(vertx, database, clock, new LogLimit(clock));
        Rehearsal rehearsal = new Rehearsal(
                accounts,
                inquiries::rehearsing,
                new LedgerStore(database.general(), committed -> {}),
                Inquiries.terms(registry),
                clock);
        return new Preview(vertx, accounts, new ReplayStore(database.management(), database.seal()), rehearsal);
    }
}
