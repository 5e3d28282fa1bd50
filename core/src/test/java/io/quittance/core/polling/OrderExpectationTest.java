package io.quittance.core.polling;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static io.quittance.core.reconcile.ReconcilerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.LedgerFixture;
import io.quittance.core.reconcile.LedgerOrderDesk;
import io.quittance.core.reconcile.OrderRequest;
import io.quittance.core.reconcile.ReconcilerFixture;
import io.quittance.core.reconcile.ReconcilerFixture.Node;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers are asked about every open order of which no payment is known. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class OrderExpectationTest {

    private TestDatabase store;
    private LedgerFixture ledger;
    private ReconcilerFixture nodes;
    private LedgerOrderDesk desk;
    private final AtomicReference<Function<String, Future<List<PaymentObservation>>>> found =
            new AtomicReference<>(reference -> Future.succeededFuture(List.of()));
    private final FakeProvider provider = asked();

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        ledger = new LedgerFixture(given, vertx);
        nodes = new ReconcilerFixture(vertx, given);
        desk = ledger.desk(nodes.clock(), "shop");
    }

    @Test
    void shouldFindThePaymentWhoseNotificationNeverCame() throws Exception {
        found.set(order -> Claims.answer(PaymentKey.of(order), "success"));
        Node node = node().startOrders();
        register(null);
        assertThat(dueInMinutes()).isBetween(4.0, 6.0);

        wait(Duration.ofMinutes(5));

        eventually(() -> ledger.order("p1").startsWith("paid"));
        assertThat(expectations()).isZero();
        assertThat(provider.ordersLookedUp()).containsExactly("p1");
        eventually(() -> node.metrics()
                .scrape()
                .contains("quittance_lookups_total{account=\"shop\",outcome=\"answered\",reason=\"order\"} 1.0"));
    }

    @Test
    void shouldGoOnWithThePaymentThatItFound() throws Exception {
        found.set(order -> Claims.answer(PaymentKey.of(order), "open"));
        node().startOrders().startLookups();
        register(null);

        wait(Duration.ofMinutes(5));
        eventually(() -> store.query("select from payment_lookup").size() == 1);
        assertThat(expectations()).isZero();
        wait(Duration.ofMinutes(5));

        eventually(() -> ledger.order("p1").startsWith("refunded"));
        assertThat(store.query("select from payment_lookup")).isEmpty();
    }

    @Test
    void shouldExpectNoPaymentOfAnOrderThatHasOneOrThatIsCancelled() throws Exception {
        node().start();
        register(null);
        await(desk.register(new OrderRequest("merchant", "p2", new Money(100, "EUR"), null, null, null)));
        assertThat(expectations()).isEqualTo(2);

        nodes.post("shop", "p1/open/0");
        eventually(() -> expectations() == 1);
        await(desk.cancel("merchant", "p2"));

        assertThat(expectations()).isZero();
        await(desk.register(new OrderRequest("merchant", "p1", new Money(200, "EUR"), null, null, null)));
        assertThat(expectations()).as("a payment is under way").isZero();
    }

    @Test
    void shouldGoOnExpectingWhenAnAttemptFailed() throws Exception {
        node().start().startOrders();
        register(null);
        nodes.post("shop", "p1/failed/0");
        eventually(() -> ledger.order("p1").startsWith("failed"));
        assertThat(expectations()).isOne();

        PaymentObservation second = Claims.observation("second", Source.READ, "success")
                .order(OrderMatch.matched("p1"))
                .build();
        found.set(order -> Future.succeededFuture(List.of(second)));
        wait(Duration.ofMinutes(5));

        eventually(() -> ledger.order("p1").startsWith("paid"));
        assertThat(expectations()).isZero();
    }

    @Test
    void shouldExpectAnotherAttemptWhenTheLastOneFailed() throws Exception {
        node().start();
        register(null);
        nodes.post("shop", "p1/open/0");
        eventually(() -> expectations() == 0);

        nodes.clock().advance(Duration.ofMinutes(1));
        nodes.post("shop", "p1/failed/0");

        eventually(() -> ledger.order("p1").startsWith("failed"));
        assertThat(expectations()).isOne();
    }

    @Test
    void shouldEndQuietlyAfterAWeekInWhichNobodyPaid() throws Exception {
        node().start().startOrders();
        register(null);
        wait(Duration.ofDays(2));
        eventually(() -> provider.ordersLookedUp().size() == 1 && dueInMinutes() > 600);

        wait(Duration.ofDays(6));

        eventually(() -> expectations() == 0);
        assertThat(ledger.cases()).isEmpty();
        assertThat(ledger.events("p1")).isEmpty();
        assertThat(ledger.timeline("p1")).endsWith("order_not_paid");
        assertThat(store.query(
                        "select detail->>'account' as account, detail->>'since' as since, detail->>'asked' as asked"
                                + " from timeline_entry where kind = 'order_not_paid'"))
                .containsExactly(Map.of("account", "shop", "since", "2026-01-01T00:00:00Z", "asked", "2"));

        nodes.post("shop", "p1/success/0");
        eventually(() -> ledger.order("p1").startsWith("paid"));
    }

    @Test
    void shouldAskForTheLastTimeWhenTheOrderExpires() throws Exception {
        node().startOrders();
        register(nodes.clock().instant().plus(Duration.ofMinutes(3)));
        assertThat(dueInMinutes()).isBetween(2.0, 3.0);

        wait(Duration.ofMinutes(3));

        eventually(() -> expectations() == 0);
        assertThat(ledger.timeline("p1")).contains("order_not_paid");
        assertThat(ledger.cases()).isEmpty();
    }

    @Test
    void shouldCloseTheCaseWhenTheProviderAnswersThatNobodyPaid() throws Exception {
        found.set(order -> Future.failedFuture(ProviderException.temporary("busy")));
        node().startOrders();
        register(null);
        wait(Duration.ofDays(8));
        eventually(() -> ledger.cases().equals(List.of("missing_notification open p1")));
        assertThat(store.query("select seen, proposal from discrepancy_case"))
                .containsExactly(Map.of(
                        "seen",
                        "nothing since 2026-01-01T00:00:00Z",
                        "proposal",
                        "look at the provider whether the order is paid; an answer of the provider closes this case;"
                                + " at account shop the provider was asked and answered 0 times, and does not"
                                + " answer now: busy"));

        found.set(order -> Future.succeededFuture(List.of()));
        nodes.makeDue();

        eventually(() -> ledger.cases().equals(List.of("missing_notification closed p1")));
        assertThat(expectations()).isZero();
        assertThat(ledger.timeline("p1")).contains("order_not_paid");
    }

    @Test
    void shouldOpenOneCaseForAllOrdersThatTheProviderRefuses() throws Exception {
        found.set(order -> Future.failedFuture(ProviderException.permanent("no such credentials")));
        node().startOrders();
        register(null);
        await(desk.register(new OrderRequest("merchant", "p2", new Money(100, "EUR"), null, null, null)));

        wait(Duration.ofMinutes(5));
        eventually(() ->
                store.query("select from order_expectation where attempts = 1").size() == 2);
        assertThat(ledger.cases()).containsExactly("provider_error open null");

        found.set(order -> Claims.answer(PaymentKey.of(order), "success"));
        nodes.makeDue();
        eventually(() -> ledger.cases().equals(List.of("provider_error closed null")));
    }

    @Test
    void shouldSayAtTheEndThatThereIsNoAnswerAndGoOnAsking() throws Exception {
        found.set(order -> Future.failedFuture(ProviderException.temporary("busy")));
        node().startOrders();
        register(null);

        wait(Duration.ofDays(8));

        eventually(() -> ledger.cases().equals(List.of("missing_notification open p1")));
        assertThat(expectations()).isOne();
        found.set(order -> Claims.answer(PaymentKey.of(order), "success"));
        nodes.makeDue();
        eventually(() -> ledger.cases().equals(List.of("missing_notification closed p1")));
        assertThat(ledger.order("p1")).startsWith("paid");
    }

    @Test
    void shouldAskOnceForManyNodes() throws Exception {
        Promise<Void> release = Promise.promise();
        found.set(order -> release.future().compose(now -> Claims.answer(PaymentKey.of(order), "success")));
        for (int i = 0; i < 10; i++) {
            await(desk.register(new OrderRequest("merchant", "q" + i, new Money(100, "EUR"), null, null, null)));
        }
        for (int i = 0; i < 3; i++) {
            node().startOrders();
        }

        wait(Duration.ofMinutes(5));
        eventually(() -> provider.ordersLookedUp().size() == 10);
        release.complete();

        eventually(() -> expectations() == 0);
        assertThat(provider.ordersLookedUp()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void shouldNotAskMoreThanAFewAtATime() throws Exception {
        Promise<List<PaymentObservation>> release = Promise.promise();
        found.set(order -> release.future());
        for (int i = 0; i < 30; i++) {
            await(desk.register(new OrderRequest("merchant", "q" + i, new Money(100, "EUR"), null, null, null)));
        }
        wait(Duration.ofMinutes(5));

        node().startOrders();

        eventually(() -> provider.ordersLookedUp().size() == 16);
        eventually(() -> store.query("select from subject_claim").size() == 16);
        release.complete(List.of());
        eventually(() -> provider.ordersLookedUp().size() == 30);
        eventually(() ->
                store.query("select from order_expectation where asked = 1").size() == 30);
    }

    private FakeProvider asked() {
        return new FakeProvider()
                .reconciling(Claims::carried)
                .lookingUp(payment -> Claims.answer(payment, "refunded"))
                .findingOrders(order -> found.get().apply(order));
    }

    private Node node() throws TimeoutException {
        return nodes.node(Map.of("shop", provider));
    }

    private void register(@Nullable Instant expiresAt) throws TimeoutException {
        await(desk.register(new OrderRequest("merchant", "p1", new Money(100, "EUR"), expiresAt, null, null)));
    }

    private void wait(Duration duration) {
        nodes.clock().advance(duration);
        nodes.makeDue();
    }

    private int expectations() {
        return store.query("select from order_expectation").size();
    }

    private double dueInMinutes() {
        return store
                .query("select extract(epoch from due_at - now())::float8 / 60 as minutes from order_expectation")
                .stream()
                .map(row -> (Double) row.get("minutes"))
                .findFirst()
                .orElse(-1.0);
    }
}
