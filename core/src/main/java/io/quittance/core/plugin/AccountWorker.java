package io.quittance.core.plugin;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few threads of one account's own, for the code of a plugin that event loops are not safe from. They begin when there is
 * something to do. What may run at once is bounded, and so is what waits.
 */
final class AccountWorker extends VerticleBase {

    private static final int THREADS = 4;
    private static final int MOST_CALLS = 256;

    /** Senders wait for a call: it has to leave time to store what they sent. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(4);

    /** So that an account which takes the place of another does not wait for that one's threads. */
    private static final AtomicLong POOLS = new AtomicLong();

    private final AtomicInteger calls = new AtomicInteger();

    private AccountWorker() {}

    static Future<AccountWorker> start(Vertx vertx, String accountId) {
        AccountWorker worker = new AccountWorker();
        DeploymentOptions options = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("account-" + accountId + "-" + POOLS.incrementAndGet())
                .setWorkerPoolSize(THREADS);
        return vertx.deployVerticle(worker, options).map(worker);
    }

    @Override
    public Future<?> start() {
        return Future.succeededFuture();
    }

    /** Where one thing is done after another. */
    Context context() {
        return context;
    }

    /**
     * Makes a call that does not have to wait for others. The Future completes on the caller's context; it fails with a {@link
     * PluginUnavailableException} at once if too many calls are waiting, or when the outcome is too late.
     */
    <T> Future<T> call(Supplier<T> code) {
        if (calls.incrementAndGet() > MOST_CALLS) {
            calls.decrementAndGet();
            return Future.failedFuture(
                    new PluginUnavailableException(MOST_CALLS + " calls wait for the account's worker already"));
        }
        Context ours = vertx.getOrCreateContext();
        Promise<T> outcome = Promise.promise();
        long timer = vertx.setTimer(TIME_LIMIT.toMillis(), late -> outcome.tryFail(tooLate()));
        context.executeBlocking(code::get, false).onComplete((result, failure) -> {
            calls.decrementAndGet();
            ours.runOnContext(back -> complete(outcome, result, failure));
        });
        return outcome.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Ends the threads; those that are in a plugin are interrupted. */
    Future<Void> end() {
        return vertx.undeploy(deploymentID());
    }

    private static <T> void complete(Promise<T> outcome, T result, @Nullable Throwable failure) {
        if (failure == null) {
            outcome.tryComplete(result);
        } else {
            outcome.tryFail(failure);
        }
    }

    private static PluginUnavailableException tooLate() {
        return new PluginUnavailableException(
                "the plugin did not come back within " + TIME_LIMIT.toMillis() + " ms, on the account's worker");
    }
}
