package io.quittance.core.replay;

import static java.util.Objects.requireNonNull;

import io.quittance.core.intake.Rereading;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.reconcile.ProviderCalls;
import io.quittance.core.store.ReplayStore;
import io.quittance.core.store.ReplayStore.Batch;
import io.quittance.core.store.Reread;
import io.quittance.core.store.StoredNotification;
import io.quittance.core.telemetry.FailureStreak;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.ReplayOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the notifications again that somebody wants replayed, and hands what they say to the reconciler, as intake does with
 * new ones. At most 50 a second, so that a replay of very many harms nobody.
 */
public final class Replayer extends VerticleBase {

    /** A plugin that does not come back from reading must not keep the connection for ever. */
    static final Duration READING_LIMIT = Duration.ofSeconds(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(Replayer.class);

    private static final int AT_A_TIME = 10;
    private static final long PAUSE_MILLIS = 200;
    private static final long POLL_MILLIS = 1_000;

    private final Map<String, RunningAccount> accounts;
    private final ReplayStore replays;
    private final Runnable wakeReconciler;
    private final GatewayMetrics metrics;

    private final AtomicBoolean woken = new AtomicBoolean();
    private final Promise<Void> drained = Promise.promise();
    private boolean reading;
    private boolean pausing;
    private boolean stopping;
    private final FailureStreak streak = new FailureStreak();

    /**
     * Reads for these accounts.
     *
     * @param accounts by id
     * @param wakeReconciler is called when there is something to reconcile
     */
    public Replayer(
            Map<String, RunningAccount> accounts,
            ReplayStore replays,
            Runnable wakeReconciler,
            GatewayMetrics metrics) {
        this.accounts = Map.copyOf(accounts);
        this.replays = replays;
        this.wakeReconciler = wakeReconciler;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(POLL_MILLIS, tick -> work());
        return Future.succeededFuture();
    }

    /** Says that something is to be replayed; may be called from anywhere. */
    public void wake() {
        if (context != null && woken.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                woken.set(false);
                work();
            });
        }
    }

    /** Reads nothing more, and completes when what is being read is written. */
    @Override
    public Future<?> stop() {
        stopping = true;
        endIfDrained();
        return drained.future();
    }

    private void work() {
        if (reading || pausing || stopping || accounts.isEmpty()) {
            return;
        }
        reading = true;
        replays.next(inAnyOrder(), AT_A_TIME, this::read)
                .onSuccess(this::record)
                .onComplete(streak.telling((failure, times) -> LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(failure.getMessage()))
                        .addKeyValue("times", times)
                        .log("Notifications cannot be read again and are tried later")))
                .onComplete(done -> {
                    reading = false;
                    endIfDrained();
                });
    }

    /** So that the very many of one account do not stand before the few of another. */
    private List<String> inAnyOrder() {
        List<String> ids = new ArrayList<>();
        accounts.forEach((id, account) -> {
            if (account.takesWork()) {
                ids.add(id);
            }
        });
        Collections.shuffle(ids);
        return ids;
    }

    private Future<Reread> read(StoredNotification stored) {
        RunningAccount account =
                requireNonNull(accounts.get(stored.account()), "only notifications of accounts that run are read");
        return new ProviderCalls(vertx, account, READING_LIMIT)
                .call(() -> Rereading.of(account, stored))
                .otherwise(tooSlow -> Rereading.unreadable(stored));
    }

    private void record(Batch batch) {
        batch.reread().forEach(one -> metrics.replayed(one.account(), outcome(one)));
        batch.missing().forEach(account -> metrics.replayed(account, ReplayOutcome.MISSING));
        if (batch.size() > 0) {
            wakeReconciler.run();
            pausing = true;
            vertx.setTimer(PAUSE_MILLIS, over -> {
                pausing = false;
                work();
            });
        }
    }

    private static ReplayOutcome outcome(Reread reread) {
        if (!reread.isReadable()) {
            return ReplayOutcome.UNREADABLE;
        }
        return reread.keys().isEmpty() ? ReplayOutcome.IGNORED : ReplayOutcome.READ;
    }

    private void endIfDrained() {
        if (stopping && !reading) {
            drained.tryComplete();
        }
    }
}
