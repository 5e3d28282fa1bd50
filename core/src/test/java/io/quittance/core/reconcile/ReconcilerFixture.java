package io.quittance.core.reconcile;

import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.plugin.SettableClock;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.store.AccountPaymentStore;
import io.quittance.core.store.ClaimStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.NewNotification;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Nodes that reconcile against one database, for accounts of fake providers. */
final class ReconcilerFixture {

    private static final AccountTerms TERMS = new AccountTerms(false, 0, false);

    private final Vertx vertx;
    private final TestDatabase store;
    private final SettableClock clock = new SettableClock();
    private final Database inbox;

    ReconcilerFixture(Vertx vertx, TestDatabase store) {
        this.vertx = vertx;
        this.store = store;
        this.inbox = store.database(vertx);
    }

    SettableClock clock() {
        return clock;
    }

    /** A node of its own connections; not started yet. */
    Node node(Map<String, FakeProvider> providers) throws TimeoutException {
        return node(providers, Duration.ofSeconds(30));
    }

    Node node(Map<String, FakeProvider> providers, Duration timeLimit) throws TimeoutException {
        Database database = store.database(vertx);
        AccountRegistry registry = TestingAccounts.start(vertx, clock, providers);
        Map<String, RunningAccount> accounts = registry.accounts().stream()
                .collect(Collectors.toMap(account -> account.config().id(), Function.identity()));
        Reconciler reconciler = new Reconciler(
                accounts,
                account -> new Inquiry(
                        vertx,
                        account,
                        new AccountPaymentStore(
                                database.general(), account.config().id(), "merchant"),
                        clock,
                        timeLimit),
                new ClaimStore(database.general(), UUID.randomUUID()),
                new LedgerStore(database.general()),
                account -> TERMS,
                new GatewayMetrics(),
                clock);
        return new Node(vertx, reconciler, database);
    }

    record Node(Vertx vertx, Reconciler reconciler, Database database) {

        Node start() throws TimeoutException {
            ReconcilerFixture.await(vertx.deployVerticle(reconciler));
            return this;
        }

        Future<Void> stop() {
            return vertx.undeploy(reconciler.deploymentID());
        }
    }

    /** Posts a notification that says something about a payment for each key, now. */
    NewNotification post(String account, String... keys) throws TimeoutException {
        NewNotification posted = Posted.at(clock.instant(), account, keys);
        post(posted);
        return posted;
    }

    void post(NewNotification... notifications) throws TimeoutException {
        await(new InboxWriter(inbox.intake()).write(List.of(notifications)));
    }

    /** State, attempts and last error of the only item of a subject. */
    Item item(String subject) {
        Map<String, @Nullable Object> row = store.query(
                        "select state, attempts, last_error, extract(epoch from next_attempt_at - now())::float8 as delay"
                                + " from notification_item where subject = ?",
                        subject)
                .get(0);
        return new Item(
                String.valueOf(row.get("state")), (int) row.get("attempts"), (String) row.get("last_error"), (Double)
                        row.get("delay"));
    }

    record Item(
            String state,
            int attempts,
            @Nullable String error,
            @Nullable Double delaySeconds) {}

    void eventually(String subject, String state) {
        eventually(() -> item(subject).state().equals(state));
    }

    static void eventually(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
    }

    /** Makes everything due that waits for another try. */
    void makeDue() {
        store.execute("update notification_item set next_attempt_at = now() where next_attempt_at > now()");
    }

    static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
