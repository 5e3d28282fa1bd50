package io.quittance.core.plugin;

import static java.util.Objects.requireNonNull;

import io.quittance.core.trace.Span;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * The one door to the code of an account's plugin: whatever of it runs, runs within {@link #visit}, where the {@link PluginWatch}
 * sees it, and where its {@link Isolation} allows.
 */
final class PluginGuard {

    private final AccountLoop loop;
    private final AccountWorker worker;
    private final Isolation isolation;
    private final PluginWatch watch;
    private final ClassLoader classes;

    /**
     * The door to one plugin.
     *
     * @param classes the plugin's, for what it looks up by the context class loader
     */
    PluginGuard(AccountLoop loop, AccountWorker worker, Isolation isolation, PluginWatch watch, ClassLoader classes) {
        this.loop = loop;
        this.worker = worker;
        this.classes = classes;
        this.isolation = isolation;
        this.watch = watch;
    }

    Isolation isolation() {
        return isolation;
    }

    AccountLoop loop() {
        return loop;
    }

    /** Where the code that runs one thing after another is to be called. */
    Context home() {
        return isolation.isFromLoops() ? worker.context() : loop.context();
    }

    /**
     * Calls what may run at the same time as anything else. Runs it here and now unless the account has left the event loops. The
     * Future completes on the caller's context; it fails with whatever the plugin throws, and with a {@link
     * PluginUnavailableException} if the plugin is not asked or not waited for.
     */
    <T> Future<T> call(String what, Supplier<T> code) {
        if (isolation.isQuarantined()) {
            return Future.failedFuture(quarantined());
        }
        return mustMove() ? worker.call(() -> visit(what, Span.NONE, code)) : attempt(what, Span.NONE, code);
    }

    /**
     * Calls, from {@link #home()}, what runs one thing after another. Fails as {@link #call} does.
     *
     * @param span that the calls to the provider belong to which come of it
     */
    <T> Future<T> callInTurn(String what, Span span, Supplier<Future<T>> code) {
        if (isolation.isQuarantined()) {
            return Future.failedFuture(quarantined());
        }
        Promise<T> outcome = Promise.promise();
        inTurn(() -> attempt(what, span, code)
                .compose(asked -> requireNonNull(asked, "the plugin returns null"))
                .onComplete(outcome));
        return outcome.future();
    }

    /** Runs, from {@link #home()}, what runs one thing after another, also of an account that takes nothing new. */
    void runInTurn(String what, Span span, Runnable code) {
        inTurn(() -> visit(what, span, () -> {
            code.run();
            return what;
        }));
    }

    /** The span of what the plugin was asked, for what is lent to it and called by its code here and now; none outside of a visit. */
    Span asking() {
        return watch.slot().span();
    }

    /** Lends something to the plugin, which goes on when it is there: where it is now. */
    <T> Future<T> lend(String what, Supplier<Future<T>> loan) {
        Context caller = loop.callersContext();
        Span asking = asking();
        Promise<T> lent = Promise.promise();
        loan.get().onComplete((result, failure) -> {
            Context where = isolation.isFromLoops() ? worker.context() : caller;
            where.runOnContext(now -> runInTurn(what, asking, () -> lent.complete(result, failure)));
        });
        return lent.future();
    }

    /** Ends the threads that the plugin runs on. */
    Future<Void> end() {
        return Future.join(loop.end(), worker.end()).mapEmpty();
    }

    private void inTurn(Runnable code) {
        if (mustMove()) {
            worker.context().runOnContext(now -> code.run());
        } else {
            code.run();
        }
    }

    private boolean mustMove() {
        return isolation.isFromLoops() && Context.isOnEventLoopThread();
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever a plugin throws is its caller's to judge.
    private <T> Future<T> attempt(String what, Span span, Supplier<T> code) {
        try {
            return Future.succeededFuture(visit(what, span, code));
        } catch (Throwable thrown) {
            return Future.failedFuture(thrown);
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // What an interrupted plugin throws is the watch's doing.
    private <T> T visit(String what, Span span, Supplier<T> code) {
        ThreadSlot slot = watch.slot();
        if (!slot.enter(isolation, what, span)) {
            return code.get();
        }
        try (ContextClassLoaderSwap ignored = ContextClassLoaderSwap.to(classes)) {
            return code.get();
        } catch (Throwable thrown) {
            if (slot.isInterrupted()) {
                throw new PluginUnavailableException(
                        "the plugin did not come back from " + what + " and was interrupted");
            }
            throw thrown;
        } finally {
            slot.leave();
        }
    }

    private static PluginUnavailableException quarantined() {
        return new PluginUnavailableException("the account is quarantined, since its plugin blocks");
    }
}
