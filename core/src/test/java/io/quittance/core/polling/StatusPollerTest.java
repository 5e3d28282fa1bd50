package io.quittance.core.polling;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static io.quittance.core.reconcile.ReconcilerFixture.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.LedgerFixture;
import io.quittance.core.reconcile.ReconcilerFixture;
import io.quittance.core.reconcile.ReconcilerFixture.Node;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
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

@PostgresTest
@ExtendWith(VertxExtension.class)
final class StatusPollerTest {

    private static final PaymentKey P1 = PaymentKey.of("p1");

    private TestDatabase store;
    private LedgerFixture ledger;
    private ReconcilerFixture nodes;
    private final AtomicReference<Function<PaymentKey, Future<List<PaymentObservation>>>> lookup =
            new AtomicReference<>(payment -> Claims.answer(payment, "success"));
    private final FakeProvider provider = asked();

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) throws Exception {
        store = given;
        ledger = new LedgerFixture(given, vertx);
        nodes = new ReconcilerFixture(vertx, given);
        await(ledger.register("p1", 100));
    }

    @Test
    void shouldAskAboutAWeakerClaimAndLowerWhatTheProviderTakesBack() throws Exception {
        lookup.set(payment -> Claims.answer(payment, "failed"));
        Node node = node().start();
        post("success");
        eventually(() -> ledger.order("p1").startsWith("paid"));

        post("failed");
        eventually(() -> wishes() == 1);
        assertThat(ledger.order("p1")).as("the rank holds meanwhile").startsWith("paid");
        node.startLookups();

        eventually(() -> ledger.order("p1").startsWith("failed 0"));
        assertThat(wishes()).isZero();
        assertThat(provider.lookedUp()).as("it counts once it is told twice").containsExactly(P1, P1);
        assertThat(ledger.timeline("p1")).contains("lookup_requested", "lookup_answered");
        assertThat(store.query("select detail->>'reason' as why from timeline_entry where kind = 'lookup_requested'"))
                .containsExactly(Map.of(
                        "why",
                        "a notification tells status failed (failed) after another one told status success (paid)"));
        assertThat(node.metrics().scrape())
                .contains("quittance_lookups_total{account=\"shop\",outcome=\"answered\",reason=\"in_doubt\"} 2.0");
    }

    @Test
    void shouldAskAgainWhenAClaimContradictsTheLatestRead() throws Exception {
        lookup.set(payment -> Claims.answer(payment, "failed"));
        node().start().startLookups();
        post("success");
        eventually(() -> ledger.order("p1").startsWith("paid"));
        post("failed");
        eventually(() -> ledger.order("p1").startsWith("failed"));

        lookup.set(payment -> Claims.answer(payment, "disputed"));
        post("success", 1);

        eventually(() -> provider.lookedUp().size() == 2);
        eventually(() -> ledger.order("p1").startsWith("disputed"));
    }

    @Test
    void shouldNotTakeAFreshSuccessBackForAnAnswerThatLagsBehind() throws Exception {
        lookup.set(payment -> Claims.answer(payment, provider.lookedUp().size() == 1 ? "open" : "success"));
        provider.reconciling(work -> Claims.answer(PaymentKey.of(work.subject()), "open"));
        node().start().startLookups();
        post("read");
        eventually(() -> store.query("select from payment_observation").size() == 1);
        provider.reconciling(Claims::carried);

        post("success");
        eventually(() -> provider.lookedUp().size() == 2);
        eventually(() -> wishes() == 0);
        assertThat(ledger.timeline("p1")).contains("lookup_answered");
        assertThat(ledger.events("p1")).containsExactly("order.paid");
    }

    @Test
    void shouldBelieveThatASuccessIsTakenBackWhenTheProviderSaysSoTwice() throws Exception {
        lookup.set(payment -> Claims.answer(payment, "open"));
        node().start().startLookups();
        post("success");
        eventually(() -> ledger.order("p1").startsWith("paid"));
        post("failed");

        eventually(() -> ledger.order("p1").startsWith("awaiting_payment"));
        assertThat(provider.lookedUp()).hasSize(2);
        assertThat(wishes()).isZero();
    }

    @Test
    void shouldLookUpThePaymentOfADisputeThatIsKnownByNothingElse() throws Exception {
        node().start().startLookups();

        post("bare-dispute");

        eventually(() -> provider.lookedUp().equals(List.of(P1)));
        eventually(() -> wishes() == 0);
        assertThat(store.query("select detail->>'reason' as why from timeline_entry where kind = 'lookup_requested'"))
                .containsExactly(Map.of("why", "nothing that tells the payment's status tells its amount"));
    }

    @Test
    void shouldNotAskWhenClaimsComeInTheOrderOfTheirRanks() throws Exception {
        node().start().startLookups();

        post("open");
        post("success");

        eventually(() -> ledger.order("p1").startsWith("paid"));
        assertThat(store.query("select from timeline_entry where kind = 'lookup_requested'"))
                .isEmpty();
    }

    @Test
    void shouldNotWishForWhatNoProviderAnswers() throws Exception {
        FakeProvider silent = new FakeProvider().reconciling(Claims::carried);
        nodes.node(Map.of("shop", silent)).start();
        post("success");
        eventually(() -> ledger.order("p1").startsWith("paid"));

        post("failed");

        eventually(() -> store.query("select from payment_observation").size() == 2);
        assertThat(wishes()).isZero();
    }

    @Test
    void shouldLookUpThePaymentOfARefundThatIsKnownByNothingElse() throws Exception {
        node().start().startLookups();

        post("refund");

        eventually(() -> ledger.order("p1").startsWith("refunded 100 100"));
        assertThat(provider.lookedUp()).containsExactly(P1);
        assertThat(ledger.cases()).noneMatch(one -> one.contains("open"));
    }

    @Test
    void shouldMakeFewCallsForManyConflictsWhileTheAnswerIsSlow() throws Exception {
        Promise<Void> release = Promise.promise();
        lookup.set(payment -> release.future().compose(now -> Claims.answer(payment, "success")));
        node().start().startLookups();
        post("success");
        eventually(() -> ledger.order("p1").startsWith("paid"));

        for (int i = 0; i < 50; i++) {
            post(i % 2 == 0 ? "failed" : "open", i);
        }
        eventually(() -> store.query("select from notification_item where state <> 'done'")
                .isEmpty());
        release.complete();

        eventually(() -> wishes() == 0);
        assertThat(provider.lookedUp()).hasSizeBetween(1, 2);
        assertThat(ledger.order("p1")).startsWith("paid");
    }

    @Test
    void shouldAskOnceForTwoNodes() throws Exception {
        Promise<Void> release = Promise.promise();
        lookup.set(payment -> release.future().compose(now -> Claims.answer(payment, "success")));
        FakeProvider other = asked();
        node().start().startLookups();
        nodes.node(Map.of("shop", other)).startLookups();
        for (int i = 0; i < 20; i++) {
            nodes.post("shop", "q" + i + "/refund/1");
        }
        eventually(() -> provider.lookedUp().size() + other.lookedUp().size() == 20);

        release.complete();

        eventually(() -> wishes() == 0);
        assertThat(provider.lookedUp().size() + other.lookedUp().size()).isEqualTo(20);
        assertThat(provider.lookedUp()).doesNotContainAnyElementsOf(other.lookedUp());
    }

    @Test
    void shouldKeepTheRankAndTheWishThroughAnOutageAndARestart() throws Exception {
        lookup.set(payment -> Future.failedFuture(ProviderException.temporary("busy")));
        Node first = node().start().startLookups();
        post("success");
        post("failed");
        eventually(() -> wishes() == 1 && attempts() >= 2);
        assertThat(ledger.order("p1")).startsWith("paid");
        assertThat(ledger.cases()).isEmpty();
        await(first.stopLookups());

        lookup.set(payment -> Claims.answer(payment, "failed"));
        node().startLookups();

        eventually(() -> ledger.order("p1").startsWith("failed"));
        assertThat(wishes()).isZero();
    }

    @Test
    void shouldOpenACaseForARefusalAndCloseItWithTheNextAnswer() throws Exception {
        lookup.set(payment -> Future.failedFuture(ProviderException.permanent("no such credentials")));
        node().start().startLookups();
        post("refund");

        eventually(() -> ledger.cases().contains("provider_error open null"));
        assertThat(store.query("select payment_id, seen from discrepancy_case where kind = 'provider_error'"))
                .containsExactly(Map.of("payment_id", "p1", "seen", "no such credentials"));
        assertThat(store.query("select due_at > now() + interval '10 minutes' as later from payment_lookup"))
                .containsExactly(Map.of("later", true));

        lookup.set(payment -> Claims.answer(payment, "success"));
        nodes.makeDue();

        eventually(() -> wishes() == 0);
        assertThat(ledger.cases()).contains("provider_error closed null");
    }

    @Test
    void shouldOpenACaseForWhatNobodyForesaw() throws Exception {
        lookup.set(payment -> {
            throw new IllegalStateException("the payer's name is Jo");
        });
        node().start().startLookups();

        post("refund");

        eventually(() -> ledger.cases().contains("provider_error open null"));
        assertThat(store.query("select seen from discrepancy_case where kind = 'provider_error'"))
                .allSatisfy(row -> assertThat(String.valueOf(row.get("seen")))
                        .startsWith("java.lang.IllegalStateException at ")
                        .doesNotContain("Jo"));
    }

    @Test
    void shouldEndTheWishWhenTheProviderDoesNotKnowThePayment() throws Exception {
        lookup.set(payment -> Future.succeededFuture(List.of()));
        Node node = node().start().startLookups();
        post("success");
        post("failed");

        eventually(() -> ledger.timeline("p1").contains("lookup_answered"));

        assertThat(wishes()).isZero();
        assertThat(ledger.order("p1")).startsWith("paid");
        assertThat(node.metrics().scrape())
                .contains("quittance_lookups_total{account=\"shop\",outcome=\"unknown\",reason=\"in_doubt\"} 1.0");
    }

    @Test
    void shouldAskAgainForWhatWasWishedWhileTheProviderWasAsked() throws Exception {
        Promise<Void> release = Promise.promise();
        lookup.set(payment -> release.future().compose(now -> Claims.answer(payment, "open")));
        node().start().startLookups();
        post("success");
        post("failed");
        eventually(() -> provider.lookedUp().size() == 1);
        post("open");
        eventually(() -> store.query("select from timeline_entry where kind = 'lookup_requested'")
                        .size()
                == 2);

        lookup.set(payment -> Claims.answer(payment, "success"));
        release.complete();

        eventually(() -> provider.lookedUp().size() == 2);
        eventually(() -> wishes() == 0);
        assertThat(ledger.order("p1")).startsWith("paid");
    }

    @Test
    void shouldNotUndoALaterReadByAnAnswerThatWasAskedForEarlier() throws Exception {
        Promise<Void> release = Promise.promise();
        lookup.set(payment -> release.future().compose(now -> Claims.answer(payment, "open")));
        node().start().startLookups();
        post("refund");
        eventually(() -> provider.lookedUp().size() == 1);
        nodes.clock().advance(Duration.ofSeconds(10));
        provider.reconciling(work -> Claims.answer(PaymentKey.of(work.subject()), "disputed"));
        post("read");
        eventually(() -> ledger.order("p1").startsWith("disputed"));

        release.complete();

        eventually(() -> wishes() == 0);
        assertThat(store.query("select from payment_observation where observation->>'source' = 'READ'"))
                .hasSize(2);
        assertThat(ledger.order("p1")).startsWith("disputed");
    }

    @Test
    void shouldAskLaterAndNotRoundAndRoundWhileTheAnswerIsOlderThanTheClaim() throws Exception {
        lookup.set(payment -> Claims.answer(payment, "open"));
        Node node = node().start();
        post("success");
        post("failed");
        eventually(() -> wishes() == 1);
        nodes.clock().advance(Duration.ofHours(-1));

        node.startLookups();

        eventually(() -> attempts() >= 2);
        assertThat(provider.lookedUp()).hasSizeBetween(2, 3);
        nodes.clock().advance(Duration.ofHours(2));
        nodes.makeDue();
        eventually(() -> wishes() == 0);
        assertThat(ledger.order("p1")).startsWith("awaiting_payment");
    }

    @Test
    void shouldNotLetASlowProviderHoldUpAnother() throws Exception {
        Promise<List<PaymentObservation>> release = Promise.promise();
        FakeProvider slow = new FakeProvider().reconciling(Claims::carried).lookingUp(payment -> release.future());
        nodes.node(Map.of("slow", slow, "shop", provider)).start().startLookups();
        for (int i = 0; i < 30; i++) {
            nodes.post("slow", "s" + i + "/refund/1");
        }
        eventually(() -> slow.lookedUp().size() == 16);

        post("refund");

        eventually(() -> ledger.order("p1").startsWith("refunded"));
        assertThat(slow.lookedUp()).as("room of one account").hasSize(16);
        release.complete(List.of());
        eventually(() -> wishes() == 0);
    }

    @Test
    void shouldGiveUpWaitingForAnAnswer() throws Exception {
        lookup.set(payment -> Promise.<List<PaymentObservation>>promise().future());
        nodes.node(Map.of("shop", provider), Duration.ofMillis(50)).start().startLookups();

        post("refund");

        eventually(() -> errors().contains("no answer within 50 ms"));
    }

    @Test
    void shouldDecideWhatIsUnderWayWhenItStops() throws Exception {
        Promise<Void> release = Promise.promise();
        lookup.set(payment -> release.future().compose(now -> Claims.answer(payment, "success")));
        Node node = node().start().startLookups();
        post("refund");
        eventually(() -> provider.lookedUp().size() == 1);

        Future<Void> stopped = node.stopLookups();
        assertThat(stopped.isComplete()).isFalse();
        release.complete();
        await(stopped);

        assertThat(wishes()).isZero();
        assertThat(ledger.order("p1")).startsWith("refunded");
    }

    @Test
    void shouldTakeOverFromANodeThatDied() throws Exception {
        Promise<List<PaymentObservation>> never = Promise.promise();
        lookup.set(payment -> never.future());
        Node dead = node().start().startLookups();
        post("refund");
        eventually(() -> provider.lookedUp().size() == 1);
        await(dead.database().close());
        lookup.set(payment -> Claims.answer(payment, "success"));

        node().startLookups();
        store.execute("update subject_claim set expires_at = now()");

        eventually(() -> ledger.order("p1").startsWith("refunded"));
        assertThat(wishes()).isZero();
        never.fail("so that the test ends soon");
    }

    @Test
    void shouldTakeAnAnswerThatCannotBeDecidedForNone() throws Exception {
        store.execute("alter table payment add constraint not_paid check (status <> 'paid')");
        node().start().startLookups();

        post("refund");

        eventually(() -> errors().contains("the store refuses it: SQLSTATE 23514"));
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

    /** Later than all that was posted before. */
    private void post(String code, int number) throws TimeoutException {
        nodes.clock().advance(Duration.ofSeconds(1));
        nodes.post("shop", "p1/" + code + "/" + number);
    }

    private int wishes() {
        return store.query("select from payment_lookup where reason = 'in_doubt'")
                .size();
    }

    private List<String> errors() {
        return store.query("select last_error from payment_lookup").stream()
                .map(row -> String.valueOf(row.get("last_error")))
                .toList();
    }

    private int attempts() {
        return store.query("select attempts from payment_lookup").stream()
                .mapToInt(row -> (int) requireNonNull(row.get("attempts")))
                .sum();
    }
}
