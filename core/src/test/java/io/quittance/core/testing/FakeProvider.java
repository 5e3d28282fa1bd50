package io.quittance.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentLookup.Page;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A provider that does what a test says: by default it trusts everybody, reads nothing and knows of no payment. */
public final class FakeProvider implements PaymentProvider {

    private final List<ReconciliationWork> asked = new CopyOnWriteArrayList<>();
    private final List<PaymentKey> lookedUp = new CopyOnWriteArrayList<>();
    private final List<String> ordersLookedUp = new CopyOnWriteArrayList<>();
    private volatile Function<String, Future<List<PaymentObservation>>> byOrder =
            reference -> Future.succeededFuture(List.of());
    private volatile BiFunction<Window, Optional<String>, Future<Page>> list = (window, cursor) -> {
        throw new UnsupportedOperationException();
    };
    private volatile @Nullable Function<PaymentKey, Future<List<PaymentObservation>>> lookup;
    private volatile Function<InboundNotification, Verification> authenticate =
            inbound -> Verification.verified("test");
    private volatile Function<InboundNotification, List<NotificationItem>> parse = inbound -> List.of();
    private volatile Function<IntakeOutcome, Acknowledgement> acknowledge =
            outcome -> Acknowledgement.standard(outcome, 204);
    private volatile BiFunction<ReconciliationWork, PaymentStore, Future<List<PaymentObservation>>> reconcile =
            (work, store) -> Future.succeededFuture(List.of());
    private volatile Supplier<@Nullable String> signature = () -> null;
    private volatile @Nullable ProviderContext context;
    private volatile boolean closed;

    /** Decides so who the sender is. */
    public FakeProvider authenticating(Function<InboundNotification, Verification> does) {
        authenticate = does;
        return this;
    }

    /** Reads notifications so. */
    public FakeProvider parsing(Function<InboundNotification, List<NotificationItem>> does) {
        parse = does;
        return this;
    }

    /** Answers so. */
    public FakeProvider acknowledging(Function<IntakeOutcome, Acknowledgement> does) {
        acknowledge = does;
        return this;
    }

    /** Finds out so what is true. */
    public FakeProvider reconciling(Function<ReconciliationWork, Future<List<PaymentObservation>>> does) {
        reconcile = (work, store) -> does.apply(work);
        return this;
    }

    /** Takes an address with each payment, which ends with this signature. */
    public FakeProvider signingUrls(String with) {
        return signingUrls(() -> with);
    }

    /** Takes an address with each payment, which ends with what this says. */
    public FakeProvider signingUrls(Supplier<@Nullable String> with) {
        signature = with;
        return this;
    }

    /** Answers so when it is asked about a payment; to be said before its account starts. */
    public FakeProvider lookingUp(Function<PaymentKey, Future<List<PaymentObservation>>> does) {
        lookup = does;
        return this;
    }

    /** Answers so when it is asked about an order; to be said besides how it answers about payments. */
    public FakeProvider findingOrders(Function<String, Future<List<PaymentObservation>>> does) {
        byOrder = does;
        return this;
    }

    /** Lists its payments so; to be said besides how it answers about payments. */
    public FakeProvider listing(BiFunction<Window, Optional<String>, Future<Page>> does) {
        list = does;
        return this;
    }

    /** Is lent this. */
    public FakeProvider lent(ProviderContext by) {
        context = by;
        return this;
    }

    /** What the gateway lends to it; once its account is started. */
    public ProviderContext context() {
        return requireNonNull(context);
    }

    /** Finds out so what is true, with a look into the store. */
    public FakeProvider reconcilingBy(
            BiFunction<ReconciliationWork, PaymentStore, Future<List<PaymentObservation>>> does) {
        reconcile = does;
        return this;
    }

    /** The orders that it was asked about so far. */
    public List<String> ordersLookedUp() {
        return ordersLookedUp;
    }

    /** What it was asked so far. */
    public List<ReconciliationWork> asked() {
        return asked;
    }

    /** The payments that it was asked about so far. */
    public List<PaymentKey> lookedUp() {
        return lookedUp;
    }

    /** Whether its account is closed. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public Future<Void> close() {
        closed = true;
        return Future.succeededFuture();
    }

    @Override
    public Optional<PaymentLookup> lookup() {
        return lookup == null ? Optional.empty() : Optional.of(new Lookup());
    }

    @Override
    public List<String> credentials() {
        return List.of("test", "older");
    }

    @Override
    public Optional<URI> notificationUrl(URI publicBase, String order) {
        return Optional.ofNullable(signature.get())
                .map(sig -> URI.create(publicBase + "?order=" + URLEncoder.encode(order, UTF_8) + "&sig=" + sig));
    }

    @Override
    public Verification authenticate(InboundNotification inbound) {
        return authenticate.apply(inbound);
    }

    @Override
    public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
        return parse.apply(inbound);
    }

    @Override
    public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
        return acknowledge.apply(outcome);
    }

    @Override
    public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
        asked.add(work);
        return reconcile.apply(work, store);
    }

    private final class Lookup implements PaymentLookup {

        @Override
        public Future<List<PaymentObservation>> byPayment(PaymentKey payment, PaymentStore store) {
            lookedUp.add(payment);
            return requireNonNull(lookup).apply(payment);
        }

        @Override
        public Future<List<PaymentObservation>> byOrder(String reference, PaymentStore store) {
            ordersLookedUp.add(reference);
            return byOrder.apply(reference);
        }

        @Override
        public Future<Page> list(Window window, Optional<String> cursor, PaymentStore store) {
            return list.apply(window, cursor);
        }
    }
}
