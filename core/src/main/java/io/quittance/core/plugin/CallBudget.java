package io.quittance.core.plugin;

import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How often an account may call its provider's API. Calls over the budget wait in turn; over a bounded number of waiting
 * ones they fail at once. Used on the account's event loop only.
 */
final class CallBudget {

    /**
     * The size of a budget.
     *
     * @param perSecond calls that may start each second
     * @param burst calls that may start at once after a quiet time
     * @param waiting calls that may wait
     */
    record Size(int perSecond, int burst, int waiting) {

        static final Size DEFAULT = new Size(50, 100, 1_000);
    }

    private final AccountLoop loop;
    private final Clock clock;
    private final Size size;
    private final TokenBucket bucket;
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();

    CallBudget(AccountLoop loop, Clock clock, Size size) {
        this.loop = loop;
        this.clock = clock;
        this.size = size;
        this.bucket = new TokenBucket(size.perSecond(), size.burst(), clock.millis());
    }

    /** Succeeds when it is the caller's turn to call; fails with a temporary {@link ProviderException} if too many wait. */
    Future<Void> turn() {
        if (waiting.isEmpty() && bucket.tryTake(clock.millis())) {
            return Future.succeededFuture();
        }
        if (waiting.size() >= size.waiting()) {
            return Future.failedFuture(ProviderException.temporary("Over the account's budget of " + size.perSecond()
                    + " calls per second, and " + size.waiting() + " calls are waiting already"));
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(turn);
        if (waiting.size() == 1) {
            scheduleNext();
        }
        return turn.future();
    }

    /** Fails all that wait. */
    void close() {
        while (!waiting.isEmpty()) {
            waiting.remove().tryFail(AccountHttp.closed());
        }
    }

    private void scheduleNext() {
        loop.timer(Duration.ofMillis(Math.max(1, bucket.millisUntilNext(clock.millis()))), this::next);
    }

    private void next() {
        while (!waiting.isEmpty() && bucket.tryTake(clock.millis())) {
            waiting.remove().complete();
        }
        if (!waiting.isEmpty()) {
            scheduleNext();
        }
    }
}
