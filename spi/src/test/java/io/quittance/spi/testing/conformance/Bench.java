package io.quittance.spi.testing.conformance;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where a provider is tried: an event loop that is watched, and accounts that are started on it. */
final class Bench implements AutoCloseable {

    /** In which a provider that works is ready, however slow the machine is. */
    static final int PATIENCE_MILLIS = 10_000;

    /** A bench for each check has to be cheap: few threads, and no files. */
    private static final VertxOptions OPTIONS = new VertxOptions()
            .setEventLoopPoolSize(2)
            .setFileSystemOptions(
                    new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false));

    final ConformanceSubject subject;
    final Clock clock = Clock.systemUTC();
    private final Vertx vertx = Vertx.vertx(OPTIONS);
    private final Context loop = vertx.getOrCreateContext();
    private final List<TestedAccount> accounts = new ArrayList<>();
    private LoopWatch watch = new LoopWatch(loop, PATIENCE_MILLIS);

    Bench(ConformanceSubject subject) {
        this.subject = subject;
    }

    /** From now on, a loop that waits for this long is a finding. */
    void allowWaiting(int millis) {
        watch = new LoopWatch(loop, millis);
    }

    TestedAccount account() {
        return account(subject.api());
    }

    TestedAccount account(RecordedApi api) {
        return account(request -> Future.succeededFuture(api.answer(request)), false);
    }

    TestedAccount account(Function<Request, Future<Response>> wire, boolean live) {
        PaymentProviderFactory factory = subject.factory();
        AccountSettings settings = settings(factory);
        return account(factory, settings.document(), context(settings, wire, live));
    }

    TestedAccount account(PaymentProviderFactory factory, JsonObject document, LentContext context) {
        TestedAccount account = new TestedAccount(this, create(factory, document, context), context);
        accounts.add(account);
        return account;
    }

    /** Creates a provider as the gateway does: with the plugin's class loader at hand, for this time alone. */
    static PaymentProvider create(PaymentProviderFactory factory, JsonObject document, ProviderContext context) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(factory.getClass().getClassLoader());
        try {
            return factory.create(document, context);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    AccountSettings settings(PaymentProviderFactory factory) {
        return AccountSettings.of(factory.manifest().settingsSchema(), subject.settings());
    }

    LentContext context(AccountSettings settings, Function<Request, Future<Response>> wire, boolean live) {
        return new LentContext(loop, clock, live, settings.secrets(), wire);
    }

    Vertx vertx() {
        return vertx;
    }

    /** Completes later, on the loop. */
    <T> Future<T> later(Supplier<Future<T>> result) {
        return vertx.timer(5, TimeUnit.MILLISECONDS).compose(passed -> result.get());
    }

    /** Calls on the event loop, and gives or throws what comes of it. */
    <T> T call(String what, Callable<T> call) {
        return get(what, () -> Future.succeededFuture(call.call()));
    }

    /** Calls on the event loop, and waits for the Future. */
    <T> T get(String what, Callable<Future<T>> call) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.runOnContext(begun -> start(what, call, done));
        return watch.await(what, done);
    }

    private static <T> void start(String what, Callable<Future<T>> call, CompletableFuture<T> done) {
        try {
            Future<T> future = call.call();
            if (future == null) {
                throw new Finding(what + " returns null");
            }
            future.onComplete(done::complete, done::completeExceptionally);
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        accounts.forEach(TestedAccount::end);
        // A provider may have blocked its loop for good: nobody waits for it.
        vertx.close();
    }
}
