package io.quittance.core.polling;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static io.quittance.core.reconcile.ReconcilerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quittance.core.reconcile.LedgerFixture;
import io.quittance.core.reconcile.ReconcilerFixture;
import io.quittance.core.reconcile.ReconcilerFixture.Node;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.core.trace.TestingTraces;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every payment that is not settled is asked about, although no notification comes. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class PaymentExpectationTest {

    private TestDatabase store;
    private LedgerFixture ledger;
    private ReconcilerFixture nodes;
    private final AtomicReference<Function<PaymentKey, Future<List<PaymentObservation>>>> lookup =
            new AtomicReference<>(payment -> Claims.answer(payment, "open"));
    private final FakeProvider provider = asked();

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) throws Exception {
        store = given;
        ledger = new LedgerFixture(given, vertx);
        nodes = new ReconcilerFixture(vertx, given);
        await(ledger.register("p1", 100));
    }

    @Test
    void shouldBringAnOrderToItsEndByAskingAlone() throws Exception {
        node().start().startLookups();
        post("open");
        eventually(() -> expectations() == 1);

        lookup.set(payment -> Claims.answer(payment, "authorized"));
        wait(Duration.ofMinutes(5));
        eventually(() -> ledger.order("p1").startsWith("authorized"));
        lookup.set(payment -> Claims.answer(payment, "disputed"));
        wait(Duration.ofHours(1));
        eventually(() -> ledger.order("p1").startsWith("disputed"));
        lookup.set(payment -> Claims.answer(payment, "charged-back"));
        wait(Duration.ofDays(9));

        eventually(() -> ledger.order("p1").startsWith("charged_back"));
        assertThat(expectations()).as("it may be undone").isOne();
        assertThat(ledger.events("p1")).containsExactly("order.authorized", "order.disputed", "order.charged_back");
    }

    @Test
    void shouldBeginATraceOfItsOwnForEachLookUp() throws Exception {
        TestingTraces traces = new TestingTraces(1);
        nodes.trace(traces);
        node().start().startLookups();
        post("open");
        eventually(() -> expectations() == 1);

        lookup.set(payment -> Claims.answer(payment, "success"));
        wait(Duration.ofMinutes(5));
        eventually(() -> ledger.order("p1").startsWith("paid"));

        eventually(() -> traces.spans().size() == 1);
        SpanData made = traces.spans().get(0);
        assertThat(made.getName()).isEqualTo("subject look-up");
        assertThat(made.getParentSpanContext().isValid()).isFalse();
        assertThat(made.getAttributes().get(AttributeKey.stringKey("quittance.outcome")))
                .isEqualTo("answered");
        assertThat(store.query("select traceparent from order_event where type = 'order.paid'")
                        .get(0))
                .containsEntry("traceparent", "00-" + made.getTraceId() + "-" + made.getSpanId() + "-01");
    }

    @Test
    void shouldExpectNothingOfASettledPayment() throws Exception {
        node().start();

        post("open");
        eventually(() -> expectations() == 1);
        post("success");

        eventually(() -> ledger.order("p1").startsWith("paid"));
        assertThat(expectations()).isZero();
    }

    @Test
    void shouldExpectNothingWhereNobodyCanBeAsked() throws Exception {
        nodes.node(Map.of("shop", new FakeProvider().reconciling(Claims::carried)))
                .start();

        post("open");

        eventually(() -> store.query("select from payment_observation").size() == 1);
        assertThat(expectations()).isZero();
    }

    @Test
    void shouldAskRarerAndRarerAndBeginAnewWhenSomethingIsHeard() throws Exception {
        node().start().startLookups();
        post("open");
        eventually(() -> expectations() == 1);
        assertThat(dueInMinutes()).isBetween(4.0, 6.0);

        wait(Duration.ofHours(2));
        eventually(() -> askedSince() == 1);
        assertThat(dueInMinutes()).isBetween(160.0, 200.0);
        assertThat(ledger.cases()).isEmpty();

        post("open", 2);
        eventually(() -> askedSince() == 0);
        assertThat(dueInMinutes()).isBetween(4.0, 6.0);
    }

    @Test
    void shouldOpenACaseAtTheEndAndCloseItWhenSomethingIsHeard() throws Exception {
        Node node = node().start().startLookups();
        post("open");
        eventually(() -> expectations() == 1);

        wait(Duration.ofDays(31));

        eventually(() -> ledger.cases().equals(List.of("missing_notification open p1")));
        assertThat(expectations()).isZero();
        assertThat(ledger.events("p1")).containsExactly("case.opened");
        assertThat(store.query("select seen, proposal from discrepancy_case").get(0))
                .containsEntry("seen", "nothing since 2026-01-01T00:00:01Z")
                .hasEntrySatisfying(
                        "proposal",
                        words -> assertThat((String) words).endsWith("the provider was asked and answered once"));
        assertThat(node.metrics().scrape())
                .contains("quittance_cases_opened_total{kind=\"missing_notification\"} 1.0")
                .contains("quittance_lookups_total{account=\"shop\",outcome=\"answered\",reason=\"overdue\"} 1.0");

        lookup.set(payment -> Claims.answer(payment, "success"));
        post("success");

        eventually(() -> ledger.order("p1").startsWith("paid"));
        assertThat(ledger.cases()).containsExactly("missing_notification closed p1");
        assertThat(ledger.events("p1")).containsExactly("case.opened", "order.paid", "case.resolved");
    }

    @Test
    void shouldGoOnAskingThroughAnOutageAndSayAtTheEndThatThereIsNoAnswer() throws Exception {
        lookup.set(payment -> Future.failedFuture(ProviderException.temporary("busy")));
        node().start().startLookups();
        post("open");
        eventually(() -> expectations() == 1);

        wait(Duration.ofHours(1));
        eventually(() -> attempts() == 1);
        assertThat(dueInMinutes()).isBetween(0.5, 2.0);
        assertThat(ledger.cases()).isEmpty();
        wait(Duration.ofDays(31));

        eventually(() -> ledger.cases().equals(List.of("missing_notification open p1")));
        assertThat(store.query("select proposal from discrepancy_case").get(0).get("proposal"))
                .asString()
                .endsWith("answered 0 times, and does not answer now: busy");
        assertThat(expectations()).as("it is still asked").isOne();

        lookup.set(payment -> Claims.answer(payment, "success"));
        nodes.makeDue();
        eventually(() -> ledger.order("p1").startsWith("paid"));
        assertThat(ledger.cases()).containsExactly("missing_notification closed p1");
    }

    @Test
    void shouldAskSeldomWhatTheProviderRefuses() throws Exception {
        lookup.set(payment -> Future.failedFuture(ProviderException.permanent("no such credentials")));
        node().start().startLookups();
        post("open");
        eventually(() -> expectations() == 1);

        wait(Duration.ofDays(2));

        eventually(() -> ledger.cases().equals(List.of("provider_error open null")));
        assertThat(dueInMinutes()).isBetween(600.0, 800.0);
    }

    @Test
    void shouldFollowMoneyOfWhichNobodyTold() throws Exception {
        node().start().startLookups();
        post("open");
        eventually(() -> expectations() == 1);
        lookup.set(payment -> Claims.answer(payment, "success"));
        wait(Duration.ofMinutes(5));
        eventually(() -> ledger.order("p1").startsWith("paid"));
        assertThat(dueInMinutes()).isBetween(320.0, 400.0);

        lookup.set(payment -> Claims.answer(payment, "disputed"));
        wait(Duration.ofHours(6));
        eventually(() -> ledger.order("p1").startsWith("disputed"));
        lookup.set(payment -> Claims.answer(payment, "charged-back"));
        wait(Duration.ofDays(1));
        eventually(() -> ledger.order("p1").startsWith("charged_back"));
        lookup.set(payment -> Claims.answer(payment, "dispute-won"));
        wait(Duration.ofDays(20));
        eventually(() -> ledger.order("p1").startsWith("paid"));
        assertThat(expectations()).isOne();

        wait(Duration.ofDays(180));
        eventually(() -> expectations() == 0);
        assertThat(ledger.cases()).as("nothing has to follow").isEmpty();
    }

    @Test
    void shouldFollowNoMoneyAnyMoreOnceSomebodyTells() throws Exception {
        node().start().startLookups();
        post("open");
        eventually(() -> expectations() == 1);
        lookup.set(payment -> Claims.answer(payment, "success"));
        wait(Duration.ofMinutes(5));
        eventually(() -> ledger.order("p1").startsWith("paid"));
        assertThat(expectations()).isOne();

        post("success");

        eventually(() -> expectations() == 0);
    }

    @Test
    void shouldRestoreTheScheduleAfterADoubt() throws Exception {
        node().start();
        post("authorized");
        post("open");
        eventually(() -> reasons().equals(List.of("in_doubt")));
        lookup.set(payment -> Claims.answer(payment, "open"));

        node().startLookups();

        eventually(() -> reasons().equals(List.of("overdue")));
        assertThat(dueInMinutes()).isBetween(4.0, 6.0);
    }

    @Test
    void shouldAskOnceForManyNodes() throws Exception {
        Promise<Void> release = Promise.promise();
        lookup.set(payment -> release.future().compose(now -> Claims.answer(payment, "refunded")));
        node().start();
        for (int i = 0; i < 10; i++) {
            nodes.post("shop", "q" + i + "/open/1");
        }
        eventually(() -> expectations() == 10);
        for (int i = 0; i < 3; i++) {
            node().startLookups();
        }

        wait(Duration.ofMinutes(5));
        eventually(() -> provider.lookedUp().size() == 10);
        release.complete();

        eventually(() -> expectations() == 0);
        assertThat(provider.lookedUp()).hasSize(10).doesNotHaveDuplicates();
    }

    private FakeProvider asked() {
        return new FakeProvider()
                .reconciling(Claims::carried)
                .lookingUp(payment -> lookup.get().apply(payment));
    }

    private Node node() throws TimeoutException {
        return nodes.node(Map.of("shop", provider));
    }

    private void post(String code) throws TimeoutException {
        post(code, 0);
    }

    private void post(String code, int number) throws TimeoutException {
        nodes.clock().advance(Duration.ofSeconds(1));
        nodes.post("shop", "p1/" + code + "/" + number);
    }

    /** So much time passes, and what is due by then is due. */
    private void wait(Duration duration) {
        nodes.clock().advance(duration);
        nodes.makeDue();
    }

    private int expectations() {
        return reasons().size();
    }

    private List<String> reasons() {
        return store.query("select reason from payment_lookup").stream()
                .map(row -> String.valueOf(row.get("reason")))
                .toList();
    }

    private int askedSince() {
        return number("asked").intValue();
    }

    private int attempts() {
        return number("attempts").intValue();
    }

    private double dueInMinutes() {
        return number("extract(epoch from due_at - now())::float8 / 60").doubleValue();
    }

    private Number number(String what) {
        return store.query("select " + what + " as number from payment_lookup").stream()
                .map(row -> (Number) row.get("number"))
                .findFirst()
                .orElse(-1);
    }
}
