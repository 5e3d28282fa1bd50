package io.quittance.core.plugin;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.trace.Span;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderManifest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A configured account with its provider, ready to be called. */
public final class RunningAccount {

    private static final Logger LOGGER = LoggerFactory.getLogger(RunningAccount.class);
    private static final long CLOSE_SECONDS = 3;

    /** A request may take so long: its body and its commit. */
    private static final long DRAIN_SECONDS = 25;

    private final AccountConfig config;
    private final ProviderManifest manifest;
    private final AccountPlugin plugin;
    private final List<String> credentials;
    private final AccountResources resources;
    private final InFlight requests = new InFlight();

    /** Asks the provider what it can do, which may throw anything. */
    RunningAccount(
            AccountConfig config, ProviderManifest manifest, PaymentProvider provider, AccountResources resources) {
        this.config = config;
        this.manifest = manifest;
        this.plugin = new AccountPlugin(provider, resources.guard());
        this.credentials = List.copyOf(provider.credentials());
        this.resources = resources;
    }

    /** What was configured. */
    public AccountConfig config() {
        return config;
    }

    /** What the provider said about itself. */
    public ProviderManifest manifest() {
        return manifest;
    }

    /** The provider, as it may be called. */
    public AccountPlugin plugin() {
        return plugin;
    }

    /** How far the provider's code is kept away from event loops. */
    public Isolation isolation() {
        return resources.guard().isolation();
    }

    /** Whether there is any use in bringing new work to the provider. */
    public boolean takesWork() {
        return !isolation().isQuarantined();
    }

    /** The names of all credentials with which a sender can prove to be the provider. */
    public List<String> credentials() {
        return credentials;
    }

    /** How to ask the provider about a payment, as it said at the start; to be called from {@link #context()}. */
    public Optional<PaymentLookup> lookup() {
        return plugin.lookup(Span.NONE);
    }

    /**
     * The same.
     *
     * @param span that its calls belong to
     */
    public Optional<PaymentLookup> lookup(Span span) {
        return plugin.lookup(span);
    }

    /**
     * Whether what is repeated may be news: no event has an id, so a state that comes back looks like a repeat, and the
     * provider can be asked what is true.
     */
    public boolean comparesRepeats() {
        return manifest.keySource() == ProviderManifest.KeySource.CONTENT && lookup().isPresent();
    }

    /**
     * Where the provider's {@code reconcile} and {@code lookup} are called at the moment: the account's event loop, or its worker
     * if it is isolated.
     */
    public Context context() {
        return resources.guard().home();
    }

    /**
     * Says that a request is being answered with this account, so that it is not closed meanwhile.
     *
     * @return false if it is being closed: then another one has taken its place, or none
     */
    public boolean beginRequest() {
        return requests.begin();
    }

    /** A request that {@linkplain #beginRequest() began} is answered. */
    public void endRequest() {
        requests.end();
    }

    /**
     * Waits for requests that are being answered, then closes the provider, then what was lent to it. Succeeds in any case, and
     * in a bounded time.
     */
    Future<Void> close() {
        return withinTime("requests", requests.drain(), DRAIN_SECONDS)
                .eventually(() -> withinTime("provider", plugin.close()))
                .eventually(() -> withinTime("threads", resources.close()))
                .otherwiseEmpty();
    }

    /** Nobody waits for a plugin that blocks its event loop: the Promise is completed by a timer of another thread. */
    private Future<Void> withinTime(String what, Future<Void> step) {
        return withinTime(what, step, CLOSE_SECONDS);
    }

    private Future<Void> withinTime(String what, Future<Void> step, long seconds) {
        Promise<Void> promise = Promise.promise();
        step.onComplete((ignored, failure) -> promise.complete(null, failure));
        return promise.future()
                .timeout(seconds, TimeUnit.SECONDS)
                .onFailure(failure -> LOGGER.atWarn()
                        .addKeyValue("account", config.id())
                        .addKeyValue("what", what)
                        .addKeyValue("error", failure.getClass().getName())
                        .log("An account is not closed cleanly"));
    }
}
