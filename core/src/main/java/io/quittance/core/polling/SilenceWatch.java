package io.quittance.core.polling;

import static java.util.Objects.requireNonNull;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.reconcile.AccountCase;
import io.quittance.core.reconcile.Fault;
import io.quittance.core.reconcile.SilenceRule;
import io.quittance.core.store.About;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.SilenceStore;
import io.quittance.core.store.SilenceStore.IntakeCount;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices providers that are silent for longer than is normal, and accounts that refuse most of what comes. Any number of nodes
 * may watch: a case is opened once.
 */
public final class SilenceWatch extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(SilenceWatch.class);

    private static final long WATCH_MILLIS = 2_000;
    private static final Duration KEPT = SilenceRule.QUIET_WINDOW.plusHours(1);

    private final Map<String, AccountConfig> accounts;
    private final SilenceStore silences;
    private final LedgerStore ledger;
    private final IntakeCounts counts;
    private final Clock clock;
    private final Duration patience;
    private final Map<String, Boolean> beliefs = new HashMap<>();
    private Instant started = Instant.EPOCH;
    private Future<Void> watching = Future.succeededFuture();

    /**
     * Watches these accounts.
     *
     * @param patience how long after the start silence is nobody's fault, unless the longest normal one is shorter: what
     *     providers held back while no node ran has to come first
     */
    public SilenceWatch(
            List<AccountConfig> accounts,
            SilenceStore silences,
            LedgerStore ledger,
            GatewayMetrics metrics,
            Clock clock,
            Duration patience) {
        this.accounts = accounts.stream().collect(Collectors.toUnmodifiableMap(AccountConfig::id, Function.identity()));
        this.silences = silences;
        this.ledger = ledger;
        this.counts = new IntakeCounts(metrics);
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Future<?> start() {
        started = clock.instant();
        vertx.setPeriodic(WATCH_MILLIS, tick -> {
            if (watching.isComplete()) {
                watching = watch();
            }
        });
        return Future.succeededFuture();
    }

    /** Completes when what is under way is decided, and what was counted is kept. */
    @Override
    public Future<?> stop() {
        return watching.compose(done -> keepCounts(clock.instant())).otherwiseEmpty();
    }

    /** Looks once; fails never. */
    Future<Void> watch() {
        Instant now = clock.instant();
        return keepCounts(now)
                .compose(kept -> watchRefusals(now))
                .compose(watched -> watchSilence(now))
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("reason", Fault.of(failure).message())
                        .log("The silence of providers cannot be watched and is looked at again"))
                .otherwiseEmpty();
    }

    private Future<Void> keepCounts(Instant now) {
        List<IntakeCount> news = counts.news(accounts.keySet());
        return news.isEmpty()
                ? Future.succeededFuture()
                : silences.add(news, now)
                        .onSuccess(kept -> counts.kept(news))
                        .compose(kept -> silences.forget(accounts.keySet(), now.minus(KEPT)));
    }

    private Future<Void> watchRefusals(Instant now) {
        return silences.counts(accounts.keySet(), now.minus(SilenceRule.WINDOW)).compose(counted -> {
            List<AccountConfig> quiet = new ArrayList<>();
            List<Future<Void>> all = new ArrayList<>();
            accounts.forEach((id, account) -> {
                IntakeCount count = counted.getOrDefault(id, new IntakeCount(id, 0, 0));
                Optional<Discrepancy> refused = SilenceRule.refused(count);
                boolean mayBeOpen = !Boolean.FALSE.equals(beliefs.get(About.refusals(id)));
                if (refused.isEmpty() && count.accepted() == 0 && (count.refused() > 0 || mayBeOpen)) {
                    quiet.add(account);
                } else {
                    all.add(decide(account, About.refusals(id), refused, now));
                }
            });
            all.add(watchQuiet(quiet, now));
            return Future.join(all).mapEmpty();
        });
    }

    /** Of these nothing was accepted lately: a day of theirs is short to read. */
    private Future<Void> watchQuiet(List<AccountConfig> quiet, Instant now) {
        if (quiet.isEmpty()) {
            return Future.succeededFuture();
        }
        List<String> ids = quiet.stream().map(AccountConfig::id).toList();
        return silences.counts(ids, now.minus(SilenceRule.QUIET_WINDOW))
                .compose(counted -> Future.join(quiet.stream()
                                .map(account -> decide(
                                        account,
                                        About.refusals(account.id()),
                                        SilenceRule.refusedOfQuiet(counted.getOrDefault(
                                                account.id(), new IntakeCount(account.id(), 0, 0))),
                                        now))
                                .toList())
                        .mapEmpty());
    }

    private Future<Void> watchSilence(Instant now) {
        Map<String, Duration> every = new HashMap<>();
        accounts.forEach((id, account) -> Optional.ofNullable(account.policy().expectEvery())
                .filter(longest -> !now.isBefore(started.plus(shorter(longest, patience))))
                .ifPresent(longest -> every.put(id, longest)));
        if (every.isEmpty()) {
            return Future.succeededFuture();
        }
        return silences.lastHeard(every.keySet()).compose(heard -> {
            List<Future<Void>> all = new ArrayList<>();
            heard.forEach((id, last) -> {
                Optional<Discrepancy> silent = SilenceRule.silent(requireNonNull(every.get(id)), last, now);
                all.add(decide(requireNonNull(accounts.get(id)), About.account(id), silent, now));
            });
            return Future.join(all).mapEmpty();
        });
    }

    /** Asks the store only when this node's belief changes, which it does after the start as well. */
    private Future<Void> decide(AccountConfig account, String about, Optional<Discrepancy> discrepancy, Instant now) {
        if (Objects.equals(beliefs.get(about), discrepancy.isPresent())) {
            return Future.succeededFuture();
        }
        AccountCase topic = new AccountCase(account.merchant(), account.id(), about, CaseKind.SILENT_PROVIDER);
        return ledger.decide(topic.scope(), snapshot -> decision(topic.decide(snapshot, discrepancy, now)))
                .onSuccess(changes -> {
                    beliefs.put(about, discrepancy.isPresent());
                    record(account, changes);
                })
                .mapEmpty();
    }

    private void record(AccountConfig account, LedgerChanges changes) {
        changes.opened()
                .forEach(opened -> LOGGER.atWarn()
                        .addKeyValue("account", account.id())
                        .addKeyValue("expected", opened.discrepancy().expected())
                        .addKeyValue("seen", opened.discrepancy().seen())
                        .log("A provider is silent, or is refused"));
        changes.closed()
                .forEach(closed ->
                        LOGGER.atInfo().addKeyValue("account", account.id()).log("A provider is heard again"));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Decision<LedgerChanges> decision(LedgerChanges changes) {
        return Decision.of(changes, changes);
    }
}
