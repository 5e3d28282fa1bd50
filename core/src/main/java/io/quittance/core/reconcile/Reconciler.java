package io.quittance.core.reconcile;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.Claim;
import io.quittance.core.store.ClaimStore;
import io.quittance.core.store.GroupCommit;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.Repeatedly;
import io.quittance.core.store.UndecidableException;
import io.quittance.core.telemetry.FailureStreak;
import io.quittance.core.telemetry.Telemetry;
import io.quittance.core.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the inbox: claims subjects that are due, asks their providers, and decides what follows. Woken by whoever knows
 * that there is work, and by a slow poll as the net under lost wake-ups.
 *
 * <p>Each account has room for a number of subjects at a time, so that a slow provider holds up nobody but itself.
 */
public final class Reconciler extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(Reconciler.class);

    private static final GroupCommit.Limits DECISIONS = new GroupCommit.Limits(256, 2, Integer.MAX_VALUE);
    private static final long POLL_MILLIS = 500;
    private static final long RENEW_MILLIS = 2_000;
    private static final long REPEAT_MILLIS = 1_000;

    private final Map<String, RunningAccount> accounts;
    private final Function<RunningAccount, Inquiry> inquiries;
    private final ClaimStore claims;
    private final LedgerStore ledger;
    private final Function<String, AccountTerms> terms;
    private final Tracing tracing;
    private final Clock clock;
    private final ReconciliationBooks books;
    private final RandomGenerator random = new SecureRandom();
    private final GroupCommit<Finding, Boolean> decisions;

    private final AtomicBoolean woken = new AtomicBoolean();
    private final Workload workload = new Workload();
    private final Promise<Void> drained = Promise.promise();
    private boolean claiming;
    private boolean again;
    private boolean stopping;
    private final FailureStreak streak = new FailureStreak();

    /**
     * Works for these accounts.
     *
     * @param accounts by id
     * @param inquiries how to ask the provider of one
     */
    public Reconciler(
            Map<String, RunningAccount> accounts,
            Function<RunningAccount, Inquiry> inquiries,
            ClaimStore claims,
            LedgerStore ledger,
            Function<String, AccountTerms> terms,
            Telemetry telemetry,
            Clock clock) {
        this.accounts = Map.copyOf(accounts);
        this.inquiries = inquiries;
        this.claims = claims;
        this.ledger = ledger;
        this.terms = terms;
        this.tracing = telemetry.tracing();
        this.clock = clock;
        this.books = new ReconciliationBooks(telemetry.metrics(), clock);
        this.decisions = new GroupCommit<>(
                DECISIONS,
                finding -> finding.work().claim().account(),
                this::decide,
                UndecidableException::isCauseOf,
                (entries, took) -> {},
                this::afterThisTurn);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(POLL_MILLIS, tick -> work());
        vertx.setPeriodic(RENEW_MILLIS, tick -> renew());
        work();
        return Future.succeededFuture();
    }

    /** Says that there is work now; may be called from anywhere, and as often as there is news. */
    public void wake() {
        if (context != null && woken.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                woken.set(false);
                work();
            });
        }
    }

    /** Takes on nothing new, and completes when what is under way is decided. */
    @Override
    public Future<?> stop() {
        stopping = true;
        endIfDrained();
        return drained.future();
    }

    private void work() {
        if (claiming) {
            again = true;
            return;
        }
        Map<String, Integer> room = room();
        if (stopping || room.isEmpty()) {
            return;
        }
        claiming = true;
        again = false;
        claims.claim(room)
                .compose(this::load)
                .onSuccess(this::reconcileAll)
                .onComplete(streak.telling((failure, times) -> LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .addKeyValue("times", times)
                        .log("Work cannot be claimed and is asked for again")))
                .onComplete(done -> {
                    claiming = false;
                    endIfDrained();
                    if (again) {
                        work();
                    }
                });
    }

    private Map<String, Integer> room() {
        Map<String, Integer> room = new HashMap<>();
        accounts.forEach((id, account) -> {
            int left = workload.room(id);
            if (left > 0 && account.takesWork()) {
                room.put(id, left);
            }
        });
        return room;
    }

    private Future<List<SubjectWork>> load(List<Claim> claimed) {
        if (claimed.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        again = true;
        workload.claimed(claimed);
        return claims.load(claimed)
                .map(items -> SubjectWork.of(claimed, items))
                .onFailure(failure -> claimed.forEach(this::release));
    }

    private void reconcileAll(List<SubjectWork> subjects) {
        subjects.forEach(this::reconcile);
    }

    private void reconcile(SubjectWork claimed) {
        RunningAccount account =
                requireNonNull(accounts.get(claimed.claim().account()), "only accounts that run are claimed");
        SubjectWork work = claimed.traced(tracing);
        books.begin(work, account.config());
        inquiries
                .apply(account)
                .about(work)
                .onSuccess(finding -> workload.answered(work.claim()))
                .compose(this::write)
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("account", work.claim().account())
                        .addKeyValue("subject", work.claim().subject())
                        .addKeyValue("reason", Fault.of(failure).message())
                        .log("A decision could not be written and is made again when the claim ends"))
                .onComplete(done -> {
                    books.end(work, done.cause());
                    release(work.claim());
                    wake();
                });
    }

    /** A finding that no decision is possible about is a fault of its items, to be seen like any other. */
    private Future<Boolean> write(Finding finding) {
        return persist(finding)
                .recover(failure -> UndecidableException.isCauseOf(failure)
                        ? persist(Finding.failed(finding.work(), finding.merchant(), Fault.of(failure)))
                        : Future.failedFuture(failure));
    }

    /**
     * Outlasts an outage of the store without asking the provider again. That it is unknown what became of an earlier try
     * does no harm: the decision ends the claim that it needs.
     */
    private Future<Boolean> persist(Finding finding) {
        return Repeatedly.until(() -> decisions
                .submit(finding)
                .map(Optional::of)
                .recover(failure -> stopping || UndecidableException.isCauseOf(failure)
                        ? Future.failedFuture(failure)
                        : vertx.timer(REPEAT_MILLIS, MILLISECONDS).map(Optional.empty())));
    }

    private Future<List<Boolean>> decide(List<Finding> findings) {
        FindingsRule rule = new FindingsRule(findings, terms, clock.instant(), random);
        return scope(rule)
                .compose(scope -> ledger.decide(scope, snapshot -> settle(rule, snapshot)))
                .onSuccess(settled -> books.record(findings, settled))
                .map(settled -> findings.stream()
                        .map(finding -> settled.held().contains(finding.work().claim()))
                        .toList());
    }

    private static Future<LedgerScope> scope(FindingsRule rule) {
        return Future.succeededFuture(rule)
                .map(FindingsRule::scope)
                .recover(failure -> Future.failedFuture(new UndecidableException(failure)));
    }

    private static Decision<Settled> settle(FindingsRule rule, LedgerSnapshot snapshot) {
        Settled settled = rule.decide(snapshot);
        return Decision.of(EventTraces.of(settled.changes(), settled.findings()), settled);
    }

    /** Findings that are ready in one turn of the loop are decided together. */
    private void afterThisTurn(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    private void release(Claim claim) {
        workload.ended(claim);
        endIfDrained();
    }

    private void endIfDrained() {
        if (stopping && !claiming && workload.isEmpty()) {
            drained.tryComplete();
        }
    }

    private void renew() {
        if (!workload.isEmpty()) {
            claims.renew(workload.held())
                    .onFailure(failure -> LOGGER.atWarn()
                            .addKeyValue("reason", String.valueOf(failure.getMessage()))
                            .log("Claims cannot be renewed; another node may take them over"));
        }
    }
}
