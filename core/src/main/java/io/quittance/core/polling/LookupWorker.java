package io.quittance.core.polling;

import static java.util.Objects.requireNonNull;

import io.quittance.core.reconcile.Fault;
import io.quittance.core.reconcile.LookupAnswer;
import io.quittance.core.store.Claim;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.UndecidableException;
import io.quittance.core.store.Wanted;
import io.quittance.core.telemetry.FailureStreak;
import io.quittance.core.trace.Operation;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.TraceAttribute;
import io.quittance.core.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes look-ups of one kind that are due: claims them, and has each made. Woken by whoever wishes for one, and by a slow poll
 * as the net under lost wake-ups.
 *
 * <p>Each account has room for a few at a time, so that a slow provider holds up nobody but itself.
 */
abstract class LookupWorker<W extends Wanted> extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(LookupWorker.class);

    private static final int ROOM_PER_ACCOUNT = 16;
    private static final long POLL_MILLIS = 1_000;
    private static final long RENEW_MILLIS = 2_000;

    private final Map<String, LookupInquiry> inquiries;
    private final Tracing tracing;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Set<Claim> held = new HashSet<>();
    private final Promise<Void> drained = Promise.promise();
    private final FailureStreak streak = new FailureStreak();
    private boolean claiming;
    private boolean again;
    private boolean stopping;

    LookupWorker(Map<String, LookupInquiry> inquiries, Tracing tracing) {
        this.inquiries = Map.copyOf(inquiries);
        this.tracing = tracing;
    }

    /** Claims what is due, at most so much of each account. */
    abstract Future<List<W>> claim(Map<String, Integer> room);

    /** Extends the leases of claims that are still held. */
    abstract Future<Void> renew(Collection<Claim> claims);

    /** Asks an account's provider; never fails. */
    abstract Future<LookupAnswer<W>> ask(LookupInquiry inquiry, W wanted, Span span);

    /** Decides what follows from an answer; fails if that could not be written. */
    abstract Future<LedgerChanges> decide(LookupAnswer<W> answer, Span span);

    @Override
    public Future<?> start() {
        vertx.setPeriodic(POLL_MILLIS, tick -> work());
        vertx.setPeriodic(RENEW_MILLIS, tick -> renew());
        work();
        return Future.succeededFuture();
    }

    /** Says that a look-up may be due now; may be called from anywhere, and as often as there is news. */
    public void wake() {
        if (context != null && woken.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                woken.set(false);
                work();
            });
        }
    }

    /** Asks nothing new, and completes when what was answered is decided. */
    @Override
    public Future<?> stop() {
        stopping = true;
        endIfDrained();
        return drained.future();
    }

    private Future<LedgerChanges> make(W wanted) {
        LookupInquiry inquiry =
                requireNonNull(inquiries.get(wanted.claim().account()), "only accounts that run are claimed");
        Span span = inquiry.begin(Operation.LOOK_UP, tracing).put(TraceAttribute.ATTEMPT, wanted.attempts() + 1L);
        return ask(inquiry, wanted, span)
                .compose(answer -> decide(answer, span)
                        .recover(failure -> UndecidableException.isCauseOf(failure)
                                ? decide(LookupAnswer.failed(wanted, Fault.of(failure)), span)
                                : Future.failedFuture(failure)))
                .onFailure(failure -> span.fail(failure.getClass().getSimpleName()))
                .onComplete(done -> span.end());
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
        claim(room)
                .onSuccess(wanted -> wanted.forEach(this::lookUp))
                .onComplete(streak.telling((failure, times) -> LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .addKeyValue("times", times)
                        .log("Look-ups cannot be claimed and are asked for again")))
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
        inquiries.forEach((account, inquiry) -> room.put(account, inquiry.takesWork() ? ROOM_PER_ACCOUNT : 0));
        held.forEach(claim -> room.merge(claim.account(), -1, Integer::sum));
        room.values().removeIf(left -> left <= 0);
        return room;
    }

    private void lookUp(W wanted) {
        Claim claim = wanted.claim();
        held.add(claim);
        make(wanted)
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("account", claim.account())
                        .addKeyValue("subject", claim.subject())
                        .addKeyValue("reason", Fault.of(failure).message())
                        .log("The answer to a look-up could not be written; it is made again when the claim ends"))
                .onComplete(done -> {
                    held.remove(claim);
                    endIfDrained();
                    work();
                });
    }

    private void endIfDrained() {
        if (stopping && !claiming && held.isEmpty()) {
            drained.tryComplete();
        }
    }

    private void renew() {
        if (!held.isEmpty()) {
            renew(List.copyOf(held))
                    .onFailure(failure -> LOGGER.atWarn()
                            .addKeyValue("reason", String.valueOf(failure.getMessage()))
                            .log("Claims cannot be renewed; another node may take them over"));
        }
    }
}
