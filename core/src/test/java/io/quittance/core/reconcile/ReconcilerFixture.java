package io.quittance.core.reconcile;

import static java.util.Objects.requireNonNull;

import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.plugin.SettableClock;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.polling.ExpirySweep;
import io.quittance.core.polling.LookupInquiry;
import io.quittance.core.polling.OrderPoller;
import io.quittance.core.polling.StatusPoller;
import io.quittance.core.store.AccountPaymentStore;
import io.quittance.core.store.ClaimStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.ExpiryStore;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LookupStore;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.OrderLookupStore;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.telemetry.LogLimit;
import io.quittance.core.telemetry.Telemetry;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.TestDatabase;
import io.quittance.core.trace.TestingTraces;
import io.quittance.core.trace.Tracing;
import io.quittance.spi.ProviderManifest.KeySource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Nodes that reconcile, and look up, against one database, for accounts of fake providers. */
public final class ReconcilerFixture {

    private final Vertx vertx;
    private final TestDatabase store;
    private final SettableClock clock = new SettableClock();
    private final Database inbox;
    private KeySource keySource = KeySource.EVENT_ID;
    private Tracing tracing = Tracing.OFF;

    /** Nodes against this database; none yet. */
    public ReconcilerFixture(Vertx vertx, TestDatabase store) {
        this.vertx = vertx;
        this.store = store;
        this.inbox = store.database(vertx);
    }

    /** Where the keys of all accounts come from. */
    public void keysFrom(KeySource source) {
        keySource = source;
    }

    /** Has the nodes make traces that come from now on. */
    public void trace(TestingTraces traces) {
        tracing = traces.tracing();
    }

    /** What the nodes take for the time. */
    public SettableClock clock() {
        return clock;
    }

    /** A node of its own connections; not started yet. */
    public Node node(Map<String, FakeProvider> providers) throws TimeoutException {
        return node(providers, Duration.ofSeconds(30));
    }

    /** The same, with less patience for the answers of providers. */
    public Node node(Map<String, FakeProvider> providers, Duration timeLimit) throws TimeoutException {
        Database database = store.database(vertx);
        AccountRegistry registry = keySource == KeySource.CONTENT
                ? TestingAccounts.startWithContentKeys(vertx, clock, providers)
                : TestingAccounts.start(vertx, clock, providers);
        Map<String, RunningAccount> accounts = registry.accounts().stream()
                .collect(Collectors.toMap(account -> account.config().id(), Function.identity()));
        AtomicReference<@Nullable StatusPoller> pollerOfNode = new AtomicReference<>();
        GatewayMetrics metrics = new GatewayMetrics();
        LedgerStore ledger = new LedgerStore(database.general(), new CaseBooks(metrics).andThen(changes -> {
                    if (!changes.lookupRequests().isEmpty()) {
                        requireNonNull(pollerOfNode.get()).wake();
                    }
                }));
        Function<String, AccountTerms> terms = id -> new AccountTerms(
                false, 0, false, requireNonNull(accounts.get(id)).lookup().isPresent(), Duration.ZERO);
        Reconciler reconciler = new Reconciler(
                accounts,
                account -> new Inquiry(
                        account,
                        new ProviderCalls(vertx, account, timeLimit),
                        new AccountPaymentStore(
                                database.general(), account.config().id(), "merchant"),
                        clock,
                        new LogLimit(clock)),
                new ClaimStore(database.general(), UUID.randomUUID()),
                ledger,
                terms,
                new Telemetry(metrics, tracing),
                clock);
        Function<RunningAccount, LookupInquiry> inquiries = account -> new LookupInquiry(
                account,
                new AccountPaymentStore(database.general(), account.config().id(), "merchant"),
                new ProviderCalls(vertx, account, timeLimit),
                clock);
        StatusPoller poller = new StatusPoller(
                registry.accounts(),
                inquiries,
                new LookupStore(database.general(), UUID.randomUUID()),
                ledger,
                terms,
                new Telemetry(metrics, tracing),
                clock);
        pollerOfNode.set(poller);
        OrderPoller orders = new OrderPoller(
                registry.accounts(),
                inquiries,
                new OrderLookupStore(database.general(), UUID.randomUUID()),
                ledger,
                terms,
                new Telemetry(metrics, tracing),
                clock);
        ExpirySweep expiries = new ExpirySweep(new ExpiryStore(database.general()), ledger, terms, clock);
        InboxWriter writer = new InboxWriter(
                database.intake(), id -> requireNonNull(accounts.get(id)).comparesRepeats(), database.seal());
        return new Node(vertx, reconciler, poller, orders, expiries, writer, metrics, database);
    }

    /** A node; its parts are started one by one or all together. */
    public record Node(
            Vertx vertx,
            Reconciler reconciler,
            StatusPoller poller,
            OrderPoller orders,
            ExpirySweep expiries,
            InboxWriter writer,
            GatewayMetrics metrics,
            Database database) {

        /** Reconciles from now on. */
        public Node start() throws TimeoutException {
            ReconcilerFixture.await(vertx.deployVerticle(reconciler));
            return this;
        }

        /** Makes look-ups from now on. */
        public Node startLookups() throws TimeoutException {
            ReconcilerFixture.await(vertx.deployVerticle(poller));
            return this;
        }

        /** Asks about orders from now on. */
        public Node startOrders() throws TimeoutException {
            ReconcilerFixture.await(vertx.deployVerticle(orders));
            return this;
        }

        /** Expires orders from now on. */
        public Node startExpiries() throws TimeoutException {
            ReconcilerFixture.await(vertx.deployVerticle(expiries));
            return this;
        }

        Future<Void> stop() {
            return vertx.undeploy(reconciler.deploymentID());
        }

        /** Makes no more look-ups. */
        public Future<Void> stopLookups() {
            return vertx.undeploy(poller.deploymentID());
        }

        /** Takes a notification in, and reconciles it soon. */
        public void take(NewNotification notification) throws TimeoutException {
            ReconcilerFixture.await(writer.write(List.of(notification)));
            reconciler.wake();
        }
    }

    /** Posts a notification that says something about a payment for each key, now. */
    public NewNotification post(String account, String... keys) throws TimeoutException {
        NewNotification posted = Posted.at(clock.instant(), account, keys);
        post(posted);
        return posted;
    }

    /** Posts these. */
    public void post(NewNotification... notifications) throws TimeoutException {
        await(new InboxWriter(inbox.intake()).write(List.of(notifications)));
    }

    /** State, attempts and last error of the only item of a subject. */
    public Item item(String subject) {
        Map<String, @Nullable Object> row = store.query(
                        "select state, attempts, last_error, extract(epoch from next_attempt_at - now())::float8 as delay"
                                + " from notification_item where subject = ?",
                        subject)
                .get(0);
        return new Item(
                String.valueOf(row.get("state")), (int) row.get("attempts"), (String) row.get("last_error"), (Double)
                        row.get("delay"));
    }

    /** What became of an item. */
    public record Item(
            String state,
            int attempts,
            @Nullable String error,
            @Nullable Double delaySeconds) {}

    /** Waits until the only item of a subject is in this state. */
    public void eventually(String subject, String state) {
        eventually(() -> item(subject).state().equals(state));
    }

    /** Waits until it is so. */
    public static void eventually(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
    }

    /** Makes everything due that waits for another try. */
    public void makeDue() {
        store.execute("update notification_item set next_attempt_at = now() where next_attempt_at > now()");
        store.execute("update payment_lookup set due_at = now() where due_at > now()");
        store.execute("update order_expectation set due_at = now() where due_at > now()");
    }

    /** Waits for the end of something. */
    public static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
