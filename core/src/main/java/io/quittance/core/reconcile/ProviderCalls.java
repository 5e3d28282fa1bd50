package io.quittance.core.reconcile;

import static java.util.Objects.requireNonNull;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.spi.ProviderException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls an account's provider, on the loop of the account, and waits for the answer only so long. */
public final class ProviderCalls {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final RunningAccount account;
    private final Duration timeLimit;

    /** Calls this account's provider. */
    public ProviderCalls(Vertx vertx, RunningAccount account) {
        this(vertx, account, TIME_LIMIT);
    }

    /** Calls this account's provider, and waits so long for each answer. */
    public ProviderCalls(Vertx vertx, RunningAccount account, Duration timeLimit) {
        this.vertx = vertx;
        this.account = account;
        this.timeLimit = timeLimit;
    }

    /**
     * Makes a call. The Future completes on the caller's context; it fails with a temporary {@link ProviderException} if no
     * answer comes in time, and with whatever the plugin throws.
     */
    public <T> Future<T> call(Supplier<Future<T>> call) {
        Context ours = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        // Not the Future's own time-out, which would go on on a thread of nobody.
        long timer = vertx.setTimer(timeLimit.toMillis(), late -> promise.tryFail(noAnswer()));
        account.context()
                .runOnContext(theirs -> Future.succeededFuture()
                        .compose(ready -> requireNonNull(call.get(), "the plugin returns null"))
                        .onComplete(
                                (result, failure) -> ours.runOnContext(back -> complete(promise, result, failure))));
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static <T> void complete(Promise<T> promise, T result, @Nullable Throwable failure) {
        if (failure == null) {
            promise.tryComplete(result);
        } else {
            promise.tryFail(failure);
        }
    }

    private ProviderException noAnswer() {
        return ProviderException.temporary("no answer within " + timeLimit.toMillis() + " ms");
    }
}
