package io.quittance.core.plugin;

import static java.util.Objects.requireNonNull;

import io.quittance.core.trace.Span;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The provider of one account as the gateway calls it. It is code of a plugin: each Future may fail with anything, and with a
 * {@link PluginUnavailableException} if the plugin was not asked, or not waited for. Futures complete on the caller's context
 * where nothing else is said.
 */
public final class AccountPlugin {

    private final PaymentProvider provider;
    private final PluginGuard guard;
    private final Optional<PaymentLookup> lookup;

    /** Asks the provider what it can do, which may throw anything. */
    AccountPlugin(PaymentProvider provider, PluginGuard guard) {
        this.provider = provider;
        this.guard = guard;
        this.lookup = requireNonNull(provider.lookup(), "lookup() returns null");
    }

    /** {@link PaymentProvider#authenticate}. */
    public Future<Verification> authenticate(InboundNotification inbound) {
        return guard.call("authenticate", () -> provider.authenticate(inbound));
    }

    /**
     * {@link PaymentProvider#parse}.
     *
     * @param check is run with what the plugin has made, which may be code of the plugin as well
     */
    public <T> Future<T> parse(
            InboundNotification inbound, Verification verification, Function<List<NotificationItem>, T> check) {
        return guard.call("parse", () -> check.apply(provider.parse(inbound, verification)));
    }

    /**
     * {@link PaymentProvider#acknowledge}.
     *
     * @param check as above
     */
    public <T> Future<T> acknowledge(
            InboundNotification inbound, IntakeOutcome outcome, Function<Acknowledgement, T> check) {
        return guard.call("acknowledge", () -> check.apply(provider.acknowledge(inbound, outcome)));
    }

    /** {@link PaymentProvider#notificationUrl}. */
    public Future<Optional<URI>> notificationUrl(URI publicBase, String order) {
        return guard.call("notificationUrl", () -> provider.notificationUrl(publicBase, order));
    }

    /**
     * {@link PaymentProvider#reconcile}, to be called from the account's context; completes on any thread.
     *
     * @param span that its calls belong to
     */
    public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store, Span span) {
        return ask("reconcile", span, () -> provider.reconcile(work, new GuardedStore(store)));
    }

    /** {@link PaymentProvider#lookup}, to be called as {@link #reconcile} is. */
    public Optional<PaymentLookup> lookup(Span span) {
        return lookup.map(asked -> new GuardedLookup(asked, span));
    }

    /** {@link PaymentProvider#close}, also of an account that takes nothing new. */
    Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        guard.home().runOnContext(now -> guard.runInTurn("close", Span.NONE, () -> closeInto(closed)));
        return closed.future();
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever a plugin throws, the gateway goes on closing.
    private void closeInto(Promise<Void> closed) {
        try {
            provider.close().onComplete(closed);
        } catch (Throwable thrown) {
            closed.tryFail(thrown);
        }
    }

    /** For whoever asks, a plugin that is not asked is a provider that does not answer. */
    private <T> Future<T> ask(String what, Span span, Supplier<Future<T>> question) {
        return guard.callInTurn(what, span, question)
                .recover(failure -> Future.failedFuture(
                        failure instanceof PluginUnavailableException
                                ? ProviderException.temporary(String.valueOf(failure.getMessage()))
                                : failure));
    }

    private final class GuardedLookup implements PaymentLookup {

        private final PaymentLookup asked;
        private final Span span;

        GuardedLookup(PaymentLookup asked, Span span) {
            this.asked = asked;
            this.span = span;
        }

        @Override
        public Future<List<PaymentObservation>> byPayment(PaymentKey payment, PaymentStore store) {
            return ask("lookup.byPayment", span, () -> asked.byPayment(payment, new GuardedStore(store)));
        }

        @Override
        public Future<List<PaymentObservation>> byOrder(String reference, PaymentStore store) {
            return ask("lookup.byOrder", span, () -> asked.byOrder(reference, new GuardedStore(store)));
        }

        @Override
        public Future<Page> list(Window window, Optional<String> cursor, PaymentStore store) {
            return ask("lookup.list", span, () -> asked.list(window, cursor, new GuardedStore(store)));
        }
    }

    private final class GuardedStore implements PaymentStore {

        private static final String ANSWER = "an answer of the store";

        private final PaymentStore store;

        GuardedStore(PaymentStore store) {
            this.store = store;
        }

        @Override
        public Future<Optional<KnownPayment>> payment(PaymentKey payment) {
            return guard.lend(ANSWER, () -> store.payment(payment));
        }

        @Override
        public Future<Optional<KnownOrder>> order(String reference) {
            return guard.lend(ANSWER, () -> store.order(reference));
        }
    }
}
