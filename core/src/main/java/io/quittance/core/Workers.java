package io.quittance.core;

import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.polling.BackfillDesk;
import io.quittance.core.reconcile.AccountTerms;
import io.quittance.core.reconcile.CaseBooks;
import io.quittance.core.reconcile.Reconciler;
import io.quittance.core.reconcile.Rehearsal;
import io.quittance.core.replay.ReplayDesk;
import io.quittance.core.retention.RetentionWorker;
import io.quittance.core.store.CaseQueries;
import io.quittance.core.store.CaseQueries.OpenKind;
import io.quittance.core.store.ClaimStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.Ids;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.LogLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What works behind the intake: the reconciler, the recovery of what never comes, replays, and retention. */
final class Workers {

    private static final Logger LOGGER = LoggerFactory.getLogger(Workers.class);
    private static final long BACKLOG_MILLIS = 5_000;
    private static final long CASES_MILLIS = 15_000;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Deployments deployments;
    private final Database database;
    private final AccountRegistry accounts;
    private final GatewayMetrics metrics;
    private final Runnable hint;
    private final Runnable decided;
    private final Function<String, AccountTerms> terms;
    private final ClaimStore claims;
    private final LedgerStore ledger;
    private final Reconciler reconciler;
    private final Recovery recovery;
    private final Replays replays;
    private final RetentionWorker retention;
    private final CaseQueries cases;
    private volatile long backlogTimer = NO_TIMER;
    private volatile long casesTimer = NO_TIMER;

    /**
     * Wires them.
     *
     * @param hint tells other nodes that there is work
     * @param decided is told when decisions have made events
     */
    Workers(Foundation foundation, AccountRegistry accounts, Runnable hint, Runnable decided) {
        UUID node = Ids.next();
        Clock clock = foundation.clock();
        this.vertx = foundation.vertx();
        this.deployments = new Deployments(vertx);
        this.database = foundation.database();
        this.accounts = accounts;
        this.metrics = foundation.metrics();
        this.hint = hint;
        this.decided = decided;
        this.terms = Inquiries.terms(accounts);
        this.claims = new ClaimStore(database.general(), node, database.seal());
        this.cases = new CaseQueries(database.management());
        this.ledger = new LedgerStore(database.general(), new CaseBooks(metrics).andThen(this::committed));
        Inquiries inquiries = new Inquiries(vertx, database, clock, new LogLimit(clock));
        Map<String, RunningAccount> byId = accounts.accounts().stream()
                .collect(Collectors.toMap(account -> account.config().id(), Function.identity()));
        this.reconciler =
                new Reconciler(byId, inquiries::reconciling, claims, ledger, terms, foundation.telemetry(), clock);
        this.recovery = new Recovery(foundation, accounts, inquiries::lookingUp, ledger, terms, node);
        Rehearsal rehearsal = new Rehearsal(byId, inquiries::rehearsing, ledger, terms, clock);
        this.replays = Replays.create(foundation, byId, rehearsal, this::reconcile, hint);
        this.retention = new RetentionWorker(
                foundation.config(),
                database.housekeeping(),
                database.seal(),
                metrics,
                foundation.time().machine());
    }

    /** What is decided with. */
    LedgerStore ledger() {
        return ledger;
    }

    /** What decisions about payments of an account go by. */
    Function<String, AccountTerms> terms() {
        return terms;
    }

    /** Where replays are asked for. */
    ReplayDesk replayDesk() {
        return replays.desk();
    }

    /** Where payments of the past are asked for. */
    BackfillDesk backfillDesk() {
        return recovery.backfillDesk();
    }

    /** Begins to work. */
    Future<Void> start() {
        return Future.all(
                        deployments.begin(reconciler),
                        recovery.start(),
                        deployments.begin(replays.replayer()),
                        deployments.begin(retention))
                .onSuccess(deployed -> {
                    backlogTimer = vertx.setPeriodic(BACKLOG_MILLIS, tick -> measureBacklog());
                    casesTimer = vertx.setPeriodic(0, CASES_MILLIS, tick -> countCases());
                })
                .mapEmpty();
    }

    /** Takes on nothing new, and completes when what is under way is decided. */
    Future<Void> close() {
        vertx.cancelTimer(backlogTimer);
        vertx.cancelTimer(casesTimer);
        return Future.join(
                        deployments.end(replays.replayer()),
                        deployments.end(retention),
                        deployments.end(reconciler),
                        recovery.close())
                .mapEmpty();
    }

    /** There are notifications; may be called from anywhere. */
    void reconcile() {
        reconciler.wake();
        hint.run();
    }

    /** Another node hints that there is work. */
    void hinted() {
        reconciler.wake();
        recovery.wake();
        replays.replayer().wake();
    }

    private void committed(LedgerChanges changes) {
        if (!changes.lookupRequests().isEmpty()) {
            recovery.wake();
            hint.run();
        }
        if (!changes.events().isEmpty()) {
            decided.run();
        }
    }

    private void measureBacklog() {
        claims.backlog(accounts.accounts().stream()
                        .map(account -> account.config().id())
                        .toList())
                .onSuccess(backlog -> metrics.backlog(backlog.items(), Duration.ofSeconds(backlog.oldestSeconds())))
                .onFailure(failure -> LOGGER.atDebug().log("The backlog cannot be measured"));
    }

    private void countCases() {
        cases.openByKind(null)
                .onSuccess(open ->
                        metrics.casesOpen(open.stream().collect(Collectors.toMap(OpenKind::kind, OpenKind::count))))
                .onFailure(failure -> LOGGER.atDebug().log("Open cases cannot be counted"));
    }
}
