package io.quittance.core.plugin;

import io.quittance.core.trace.Span;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The timers that an account's provider sets, from any thread. They run on the account's event loop, and end with it. */
final class AccountTimers {

    private static final Logger LOGGER = LoggerFactory.getLogger(AccountTimers.class);

    private final String accountId;
    private final PluginGuard guard;
    private final AccountLoop loop;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    AccountTimers(String accountId, PluginGuard guard) {
        this.accountId = accountId;
        this.guard = guard;
        this.loop = guard.loop();
    }

    /** Runs the action once, later; returns what cancels it. */
    Runnable schedule(Duration delay, Runnable action) {
        Pending timer = new Pending(action);
        pending.add(timer);
        if (closed) {
            timer.cancel();
        }
        loop.execute(() -> timer.start(delay));
        return timer::cancel;
    }

    /** Cancels all, and whatever is scheduled from now on. */
    void close() {
        closed = true;
        pending.forEach(Pending::cancel);
    }

    /** Whether a timer is in the set decides its fate: whoever takes it out, runs or cancels it. */
    private final class Pending {

        private final Runnable action;
        private final Span asking = guard.asking();
        private volatile Runnable stop = () -> {};

        Pending(Runnable action) {
            this.action = action;
        }

        void start(Duration delay) {
            if (pending.contains(this)) {
                stop = loop.timer(delay, this::run);
            }
        }

        void cancel() {
            if (pending.remove(this)) {
                stop.run();
            }
        }

        private void run() {
            if (pending.remove(this)) {
                guard.runInTurn("a timer", asking, this::act);
            }
        }

        private void act() {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOGGER.atWarn()
                        .addKeyValue("account", accountId)
                        .addKeyValue("error", e.getClass().getName())
                        .log("A timer of the account's provider failed");
            }
        }
    }
}
