package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static io.quittance.core.reconcile.ReconcilerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quittance.core.reconcile.ReconcilerFixture.Node;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.ReconciliationWork;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class ReconcilerTest {

    private TestDatabase store;
    private LedgerFixture ledger;
    private ReconcilerFixture nodes;
    private final FakeProvider provider = new FakeProvider().reconciling(ReconcilerTest::paid);

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        ledger = new LedgerFixture(given, vertx);
        nodes = new ReconcilerFixture(vertx, given);
    }

    @Test
    void shouldBringANotificationToItsOrder() throws Exception {
        await(ledger.register("p1", 100));
        NewNotification posted = nodes.post("shop", "p1/1", "p1/2");

        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> ledger.order("p1").equals("paid 100 0 v1"));
        assertThat(provider.asked()).singleElement().satisfies(work -> {
            assertThat(work.subject()).isEqualTo("p1");
            assertThat(work.attempt()).isOne();
            assertThat(work.items()).extracting(item -> item.item().key()).containsExactly("p1/1", "p1/2");
            assertThat(work.latest().verification().credential()).contains("test");
            assertThat(work.latest().notification().body()).isEqualTo(posted.body());
        });
        assertThat(store.query("select state, attempts from notification_item"))
                .hasSize(2)
                .allSatisfy(
                        row -> assertThat(row).containsEntry("state", "done").containsEntry("attempts", 1));
        assertThat(store.query("select from subject_claim")).isEmpty();
        assertThat(store.query("select notification_id from payment_observation"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("notification_id", posted.id()));
        assertThat(ledger.events("p1")).containsExactly("order.paid");
    }

    @Test
    void shouldTryATemporaryFailureAgainLaterAndLater() throws Exception {
        provider.reconciling(work -> Future.failedFuture(ProviderException.temporary("the line is busy")));
        Node node = nodes.node(Map.of("shop", provider));
        nodes.post("shop", "p1/1");
        node.start();

        for (int attempt = 1; attempt <= 12; attempt++) {
            int expected = attempt;
            eventually(() -> nodes.item("p1").attempts() >= expected);
            nodes.makeDue();
            node.reconciler().wake();
        }

        eventually(() -> nodes.item("p1").attempts() >= 13);
        assertThat(nodes.item("p1").state()).isEqualTo("retrying");
        assertThat(nodes.item("p1").error()).isEqualTo("the line is busy");
        assertThat(nodes.item("p1").delaySeconds()).isBetween(500.0, 900.0);
        assertThat(ledger.cases()).isEmpty();
        assertThat(provider.asked())
                .last()
                .satisfies(work -> assertThat(work.attempt()).isGreaterThan(12));
        assertThat(ledger.details("read_failed"))
                .extracting(
                        detail -> detail.getString("category"),
                        detail -> detail.getString("reason"),
                        detail -> detail.getInteger("attempt"))
                .startsWith(
                        tuple("temporary", "the line is busy", 1),
                        tuple("temporary", "the line is busy", 2),
                        tuple("temporary", "the line is busy", 4),
                        tuple("temporary", "the line is busy", 8))
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void shouldTryTheFirstTimeAgainWithinFiveSecondsByItself() throws Exception {
        AtomicReference<Function<ReconciliationWork, Future<List<PaymentObservation>>>> next =
                new AtomicReference<>(work -> Future.failedFuture(ProviderException.temporary("busy")));
        provider.reconciling(work -> next.getAndSet(ReconcilerTest::paid).apply(work));
        nodes.post("shop", "p1/1");

        nodes.node(Map.of("shop", provider)).start();

        nodes.eventually("p1", "done");
        assertThat(nodes.item("p1").attempts()).isEqualTo(2);
        assertThat(nodes.item("p1").error()).isNull();
        assertThat(provider.asked()).extracting(ReconciliationWork::attempt).containsExactly(1, 2);
    }

    @Test
    void shouldOpenACaseForAPermanentFailureAtOnceAndCloseItAfterSuccess() throws Exception {
        provider.reconciling(work -> Future.failedFuture(ProviderException.permanent("no such merchant")));
        nodes.post("shop", "p1/1");
        nodes.node(Map.of("shop", provider)).start();
        nodes.eventually("p1", "retrying");
        assertThat(ledger.cases()).containsExactly("provider_error open null");
        assertThat(store.query("select seen from discrepancy_case"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("seen", "no such merchant"));

        provider.reconciling(work -> Future.failedFuture(ProviderException.temporary("busy")));
        nodes.makeDue();
        eventually(() -> "busy".equals(nodes.item("p1").error()));
        assertThat(ledger.cases()).as("nothing is known yet").containsExactly("provider_error open null");

        provider.reconciling(ReconcilerTest::paid);
        nodes.makeDue();
        nodes.eventually("p1", "done");
        assertThat(ledger.cases()).contains("provider_error closed null");
    }

    @Test
    void shouldPutAsideWhatFailsTenTimesWithoutHarmToItsNeighbours() throws Exception {
        await(ledger.register("p1", 100));
        provider.reconciling(work -> {
            if (work.items().stream().anyMatch(item -> item.item().key().equals("p1/bad"))) {
                throw new ArithmeticException("the payer's name is Jo");
            }
            return paid(work);
        });
        nodes.post("shop", "p1/good");
        nodes.post("shop", "p1/bad");
        nodes.post("shop", "p1/better");
        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> ledger.order("p1").equals("paid 100 0 v1"));
        eventually(() -> {
            nodes.makeDue();
            return states().get("p1/bad").equals("poisoned");
        });

        assertThat(states())
                .containsEntry("p1/good", "done")
                .containsEntry("p1/better", "done")
                .containsEntry("p1/bad", "poisoned");
        assertThat(store.query(
                        "select attempts, unforeseen, last_error from notification_item where state = 'poisoned'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("attempts", 10).containsEntry("unforeseen", 10);
                    assertThat((String) row.get("last_error"))
                            .startsWith("java.lang.ArithmeticException at ")
                            .doesNotContain("Jo");
                });
        assertThat(ledger.cases()).containsExactly("poisoned_notification open null");
    }

    @Test
    void shouldPutAsideWhatCannotBeOpenedWithoutHarmToItsNeighbours() throws Exception {
        await(ledger.register("p1", 100));
        provider.reconciling(ReconcilerTest::paid);
        nodes.post("shop", "p1/good");
        UUID sealed = nodes.post("shop", "p1/sealed").id();
        nodes.post("shop", "p2/good");
        store.execute("update notification set sealed_with = 'deadbeef' where notification_id = '" + sealed + "'");
        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> ledger.order("p1").equals("paid 100 0 v1"));
        nodes.eventually("p2", "done");
        eventually(() -> {
            nodes.makeDue();
            return states().get("p1/sealed").equals("poisoned");
        });

        assertThat(states()).containsEntry("p1/good", "done");
        assertThat(store.query("select last_error from notification_item where state = 'poisoned'"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("last_error"))
                        .asString()
                        .contains(sealed.toString(), "the key deadbeef is not on the ring"));
    }

    @Test
    void shouldTryAPoisonedNotificationAgainWhenItIsRepeatedAndCloseTheCaseOnceItIsDone() throws Exception {
        nodes.post("shop", "p1/1");
        store.execute("update notification_item set attempts = 9, unforeseen = 9");
        provider.reconciling(work -> Future.failedFuture(new IllegalStateException()));
        nodes.node(Map.of("shop", provider)).start();
        nodes.eventually("p1", "poisoned");

        provider.reconciling(ReconcilerTest::paid);
        nodes.post("shop", "p1/1");

        nodes.eventually("p1", "done");
        assertThat(ledger.cases()).contains("poisoned_notification closed null");
    }

    @Test
    void shouldNotCountFailuresThatPassTowardsPutAside() throws Exception {
        nodes.post("shop", "p1/1");
        store.execute("update notification_item set attempts = 50");
        provider.reconciling(work -> Future.failedFuture(new IllegalStateException()));

        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> nodes.item("p1").attempts() > 50);
        assertThat(nodes.item("p1").state()).isEqualTo("retrying");
        assertThat(ledger.cases()).isEmpty();
    }

    @Test
    void shouldKeepTheCaseOfAPoisonedItemWhenAnotherItemOfTheNotificationIsDone() throws Exception {
        nodes.post("shop", "p1/1", "p2/1");
        store.execute("update notification_item set attempts = 9, unforeseen = 9 where subject = 'p1'");
        provider.reconciling(work -> work.subject().equals("p1")
                ? Future.failedFuture(new IllegalStateException())
                : Future.failedFuture(ProviderException.temporary("busy")));
        nodes.node(Map.of("shop", provider)).start();
        nodes.eventually("p1", "poisoned");

        provider.reconciling(ReconcilerTest::paid);
        nodes.makeDue();

        nodes.eventually("p2", "done");
        assertThat(ledger.cases()).contains("poisoned_notification open null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "null list", "null observation", "throw"})
    void shouldTakeNonsenseFromAPluginForAFailure(String nonsense) throws Exception {
        List<PaymentObservation> holey = new ArrayList<>();
        holey.add(null);
        provider.reconciling(work -> switch (nonsense) {
            case "null" -> null;
            case "null list" -> Future.succeededFuture(null);
            case "null observation" -> Future.succeededFuture(holey);
            default -> throw new StackOverflowError();
        });
        nodes.post("shop", "p1/1");

        nodes.node(Map.of("shop", provider)).start();

        nodes.eventually("p1", "retrying");
        assertThat(nodes.item("p1").error()).startsWith("java.lang.");
    }

    @Test
    void shouldGiveUpAskingAProviderThatDoesNotAnswer() throws Exception {
        provider.reconciling(work -> Promise.<List<PaymentObservation>>promise().future());
        nodes.post("shop", "p1/1");
        nodes.post("shop", "p2/1");

        nodes.node(Map.of("shop", provider), Duration.ofMillis(50)).start();

        nodes.eventually("p1", "retrying");
        nodes.eventually("p2", "retrying");
        assertThat(nodes.item("p1").error()).isEqualTo("no answer within 50 ms");
    }

    @Test
    void shouldSearchForAnOrderForADay() throws Exception {
        provider.reconciling(work -> answer(observed(work).order(OrderMatch.none("no smart transaction"))));
        nodes.post("shop", "p1/1");
        nodes.node(Map.of("shop", provider)).start();

        nodes.eventually("p1", "retrying");
        assertThat(nodes.item("p1").error()).isEqualTo("no smart transaction");
        assertThat(ledger.cases()).containsExactly("unknown_order open null");
        assertThat(ledger.payment("p1")).isEqualTo("paid null false parked");

        nodes.clock().advance(Duration.ofHours(23));
        nodes.makeDue();
        eventually(() -> nodes.item("p1").attempts() >= 2);
        assertThat(nodes.item("p1").state()).isEqualTo("retrying");

        nodes.clock().advance(Duration.ofHours(1));
        nodes.makeDue();
        nodes.eventually("p1", "done");
        assertThat(ledger.cases()).as("for a person").containsExactly("unknown_order open null");
    }

    @Test
    void shouldCloseTheCaseOfAPaymentWithoutMoneyWhenTheSearchIsOver() throws Exception {
        provider.reconciling(
                work -> answer(observed(work, PaymentStatus.PENDING).order(OrderMatch.none("no smart transaction"))));
        nodes.post("shop", "p1/1");
        nodes.node(Map.of("shop", provider)).start();
        nodes.eventually("p1", "retrying");
        assertThat(ledger.cases()).containsExactly("unknown_order open null");

        nodes.clock().advance(Duration.ofHours(24));
        nodes.makeDue();

        nodes.eventually("p1", "done");
        assertThat(ledger.cases()).containsExactly("unknown_order closed null");
        assertThat(ledger.payment("p1")).isEqualTo("pending null false parked");
    }

    @Test
    void shouldSearchADayForAPaymentThatCouldNotBeReadForHours() throws Exception {
        provider.reconciling(work -> Future.failedFuture(ProviderException.temporary("down")));
        nodes.post("shop", "p1/1");
        nodes.node(Map.of("shop", provider)).start();
        nodes.eventually("p1", "retrying");
        nodes.clock().advance(Duration.ofHours(20));
        provider.reconciling(work -> answer(observed(work, PaymentStatus.FAILED).order(OrderMatch.none("none"))));
        nodes.makeDue();
        eventually(() -> "none".equals(nodes.item("p1").error()));

        nodes.clock().advance(Duration.ofHours(23));
        int attempts = nodes.item("p1").attempts();
        nodes.makeDue();
        eventually(() -> nodes.item("p1").attempts() > attempts);
        assertThat(nodes.item("p1").state()).isEqualTo("retrying");
        assertThat(ledger.cases()).containsExactly("unknown_order open null");

        nodes.clock().advance(Duration.ofHours(1));
        nodes.makeDue();
        nodes.eventually("p1", "done");
        assertThat(ledger.cases()).containsExactly("unknown_order closed null");
    }

    @Test
    void shouldSearchAgainWithEachFurtherPush() throws Exception {
        provider.reconciling(work -> answer(observed(work).order(OrderMatch.none("none"))));
        nodes.post("shop", "p1/1");
        nodes.node(Map.of("shop", provider)).start();
        nodes.eventually("p1", "retrying");
        nodes.clock().advance(Duration.ofHours(25));
        nodes.makeDue();
        nodes.eventually("p1", "done");

        nodes.post("shop", "p1/2");

        eventually(() -> "retrying".equals(states().get("p1/2")));
        assertThat(states()).containsEntry("p1/1", "done");
    }

    @Test
    void shouldSearchWithoutEndWhileTheAnswerMakesNoSense() throws Exception {
        await(ledger.register("p1", 100));
        provider.reconciling(work -> answer(observed(work).order(OrderMatch.ambiguous("two smart transactions"))));
        nodes.post("shop", "p1/1");
        nodes.node(Map.of("shop", provider)).start();
        nodes.eventually("p1", "retrying");

        nodes.clock().advance(Duration.ofDays(3));
        int attempts = nodes.item("p1").attempts();
        nodes.makeDue();
        eventually(() -> nodes.item("p1").attempts() > attempts);
        assertThat(nodes.item("p1").state()).isEqualTo("retrying");

        provider.reconciling(ReconcilerTest::paid);
        nodes.makeDue();
        nodes.eventually("p1", "done");
        assertThat(ledger.order("p1")).startsWith("paid 100");
        assertThat(ledger.cases()).containsExactly("provider_error closed null");
    }

    @Test
    void shouldNotSearchForTheOrderOfALinkedPayment() throws Exception {
        await(ledger.register("p1", 100));
        nodes.post("shop", "p1/1");
        nodes.node(Map.of("shop", provider)).start();
        nodes.eventually("p1", "done");
        nodes.clock().advance(Duration.ofSeconds(1));

        provider.reconciling(work -> answer(observed(work).order(OrderMatch.ambiguous("two"))));
        nodes.post("shop", "p1/2");

        eventually(() -> "done".equals(states().get("p1/2")));
        assertThat(ledger.order("p1")).startsWith("paid 100");
    }

    @Test
    void shouldLinkTheOrderThatIsFoundLater() throws Exception {
        await(ledger.register("p1", 100));
        provider.reconciling(work -> answer(observed(work).order(OrderMatch.none("not yet"))));
        nodes.post("shop", "p1/1");
        nodes.node(Map.of("shop", provider)).start();
        nodes.eventually("p1", "retrying");

        provider.reconciling(ReconcilerTest::paid);
        nodes.makeDue();

        nodes.eventually("p1", "done");
        assertThat(ledger.order("p1")).isEqualTo("paid 100 0 v1");
        assertThat(ledger.cases()).containsExactly("unknown_order closed null");
    }

    @Test
    void shouldOpenACaseForAnAnswerThatMakesNoSense() throws Exception {
        provider.reconciling(work -> answer(observed(work).order(OrderMatch.ambiguous("two smart transactions"))));
        nodes.post("shop", "p1/1");

        nodes.node(Map.of("shop", provider)).start();

        nodes.eventually("p1", "retrying");
        assertThat(ledger.cases()).containsExactly("provider_error open null");
        assertThat(nodes.item("p1").error()).isEqualTo("two smart transactions");
    }

    @Test
    void shouldPutAsideWhatThePluginCannotRead() throws Exception {
        nodes.post(Posted.of(nodes.clock().instant(), "shop", new NewItem("u", "u1", "unreadable", "unreadable")));

        nodes.node(Map.of("shop", provider)).start();

        nodes.eventually("u1", "poisoned");
        assertThat(ledger.cases()).containsExactly("poisoned_notification open null");
        assertThat(provider.asked()).isEmpty();
    }

    @Test
    void shouldOpenOneCaseForKindsThatNobodyHandles() throws Exception {
        for (int i = 0; i < 5; i++) {
            nodes.post(
                    Posted.of(nodes.clock().instant(), "shop", new NewItem("k" + i, "s" + i, "contract", "unhandled")));
        }
        nodes.post(Posted.of(nodes.clock().instant(), "shop", new NewItem("none", "payout", "payout", "none")));

        nodes.node(Map.of("shop", provider)).start();

        for (int i = 0; i < 5; i++) {
            nodes.eventually("s" + i, "done");
        }
        nodes.eventually("payout", "done");
        assertThat(ledger.cases()).containsExactly("unhandled_kind open null");
        assertThat(provider.asked()).isEmpty();
    }

    @Test
    void shouldNotLetASlowProviderHoldUpAnother() throws Exception {
        Promise<List<PaymentObservation>> release = Promise.promise();
        FakeProvider slow = new FakeProvider().reconciling(work -> release.future());
        for (int i = 0; i < 200; i++) {
            nodes.post("slow", "s" + i + "/1");
        }
        nodes.node(Map.of("slow", slow, "shop", provider)).start();
        eventually(() -> slow.asked().size() >= 128);

        nodes.post("shop", "p1/1");

        nodes.eventually("p1", "done");
        assertThat(slow.asked()).as("room of one account").hasSize(128);
        release.complete(List.of());
    }

    @Test
    void shouldFinishWhatIsUnderWayWhenItStops() throws Exception {
        Promise<Void> release = Promise.promise();
        provider.reconciling(work -> release.future().compose(now -> paid(work)));
        nodes.post("shop", "p1/1");
        Node node = nodes.node(Map.of("shop", provider)).start();
        eventually(() -> provider.asked().size() == 1);

        Future<Void> stopped = node.stop();
        nodes.post("shop", "p2/1");
        node.reconciler().wake();

        assertThat(stopped.isComplete()).isFalse();
        release.complete();
        await(stopped);
        assertThat(nodes.item("p1").state()).isEqualTo("done");
        assertThat(nodes.item("p2").state()).isEqualTo("waiting");
        assertThat(store.query("select from subject_claim")).isEmpty();
    }

    @Test
    void shouldNotStopBeforeWhatItJustClaimedIsDecided() throws Exception {
        for (int i = 0; i < 20; i++) {
            nodes.post("shop", "p" + i + "/1");
        }
        Node node = nodes.node(Map.of("shop", provider)).start();

        await(node.stop());

        assertThat(store.query("select from subject_claim")).isEmpty();
    }

    @Test
    void shouldShareTheWorkAmongNodesWithoutDoingItTwice() throws Exception {
        for (int i = 0; i < 300; i++) {
            await(ledger.register("p" + i, 100));
        }
        FakeProvider other = new FakeProvider().reconciling(ReconcilerTest::paid);
        nodes.node(Map.of("shop", provider)).start();
        nodes.node(Map.of("shop", other)).start();

        for (int i = 0; i < 300; i++) {
            nodes.post("shop", "p" + i + "/1");
        }

        eventually(() -> store.query("select from notification_item where state <> 'done'")
                .isEmpty());
        assertThat(provider.asked().size() + other.asked().size()).isEqualTo(300);
        assertThat(store.query("select from order_event")).hasSize(300);
        assertThat(store.query("select from payment_observation")).hasSize(300);
        assertThat(store.query("select from merchant_order where status = 'paid' and version = 1"))
                .hasSize(300);
    }

    @Test
    void shouldTakeOverFromANodeThatDied() throws Exception {
        await(ledger.register("p1", 100));
        Promise<List<PaymentObservation>> never = Promise.promise();
        FakeProvider dying = new FakeProvider().reconciling(work -> never.future());
        Node dead = nodes.node(Map.of("shop", dying)).start();
        nodes.post("shop", "p1/1");
        eventually(() -> dying.asked().size() == 1);
        await(dead.database().close());

        nodes.node(Map.of("shop", provider)).start();
        store.execute("update subject_claim set expires_at = now()");

        eventually(() -> ledger.order("p1").equals("paid 100 0 v1"));
        assertThat(store.query("select from subject_claim")).isEmpty();
        never.fail("so that the test ends soon");
    }

    @Test
    void shouldIgnoreWhatASlowNodeFindsAfterAnotherTookOver() throws Exception {
        await(ledger.register("p1", 100));
        Promise<Void> release = Promise.promise();
        FakeProvider slow = new FakeProvider()
                .reconciling(work ->
                        release.future().compose(now -> answer(observed(work).captured(new Money(1, "EUR")))));
        Node slowNode = nodes.node(Map.of("shop", slow)).start();
        nodes.post("shop", "p1/1");
        eventually(() -> slow.asked().size() == 1);
        nodes.node(Map.of("shop", provider)).start();
        eventually(() -> {
            store.execute("update subject_claim set expires_at = now()");
            return ledger.order("p1").equals("paid 100 0 v1");
        });

        release.complete();
        await(slowNode.stop());

        assertThat(store.query("select from payment_observation")).hasSize(1);
        assertThat(ledger.order("p1")).isEqualTo("paid 100 0 v1");
        assertThat(nodes.item("p1").attempts()).isOne();
    }

    @Test
    void shouldOutlastAnOutageOfTheStoreWithoutAskingTheProviderAgain() throws Exception {
        await(ledger.register("p1", 100));
        Promise<Void> release = Promise.promise();
        provider.reconciling(work -> release.future().compose(now -> paid(work)));
        nodes.post("shop", "p1/1");
        nodes.node(Map.of("shop", provider)).start();
        eventually(() -> provider.asked().size() == 1);
        store.execute("alter table payment_observation rename to elsewhere");

        release.complete();
        store.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
        store.execute("alter table elsewhere rename to payment_observation");

        eventually(() -> ledger.order("p1").equals("paid 100 0 v1"));
        assertThat(provider.asked()).hasSize(1);
    }

    @Test
    void shouldNotLetAPaymentThatCannotBeDecidedHarmItsNeighbours() throws Exception {
        for (int i = 0; i < 20; i++) {
            await(ledger.register("p" + i, 100));
        }
        store.execute("alter table payment add constraint not_13 check (payment_id <> 'p13')");
        for (int i = 0; i < 20; i++) {
            nodes.post("shop", "p" + i + "/1");
        }

        nodes.node(Map.of("shop", provider)).start();

        for (int i = 0; i < 20; i++) {
            nodes.eventually("p" + i, i == 13 ? "retrying" : "done");
        }
        assertThat(nodes.item("p13").error()).isEqualTo("the store refuses it: SQLSTATE 23514");
        assertThat(store.query("select from order_event")).hasSize(19);
    }

    @Test
    void shouldNotLetWhatIsOnRecordWronglyHarmItsNeighbours() throws Exception {
        for (int i = 0; i < 5; i++) {
            await(ledger.register("p" + i, 100));
        }
        store.execute("update merchant_order set status = 'nonsense' where reference = 'p3'");
        for (int i = 0; i < 5; i++) {
            nodes.post("shop", "p" + i + "/1");
        }

        nodes.node(Map.of("shop", provider)).start();

        for (int i = 0; i < 5; i++) {
            nodes.eventually("p" + i, i == 3 ? "retrying" : "done");
        }
    }

    @Test
    void shouldAskOnceWhereASingleItemCannotBeToBlame() throws Exception {
        provider.reconciling(work -> Future.failedFuture(ProviderException.permanent("no such client")));
        for (int i = 0; i < 5; i++) {
            nodes.post("shop", "p1/" + i);
        }

        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> Set.copyOf(states().values()).equals(Set.of("retrying")));
        assertThat(provider.asked()).allSatisfy(work -> assertThat(work.items()).hasSize(5));
        assertThat(ledger.cases()).containsExactly("provider_error open null");
    }

    @Test
    void shouldNotLetABadClaimWithholdTheGoodOnesOfItsPayment() throws Exception {
        nodes.keysFrom(KeySource.CONTENT);
        await(ledger.register("p1", 100));
        provider.reconciling(
                work -> work.items().stream().anyMatch(item -> item.item().key().equals("p1/bad"))
                        ? Future.failedFuture(ProviderException.permanent("an amount that does not convert"))
                        : paid(work));
        nodes.post("shop", "p1/bad");
        nodes.post("shop", "p1/good");

        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> ledger.order("p1").startsWith("paid 100"));
        eventually(() -> states().get("p1/bad").equals("retrying"));
        assertThat(states()).containsEntry("p1/good", "done");
        assertThat(ledger.cases()).contains("provider_error open null");
    }

    @Test
    void shouldNotCountAnAttemptAgainstWhatWasNotDue() throws Exception {
        provider.reconciling(work -> Future.failedFuture(ProviderException.temporary("busy")));
        nodes.post("shop", "p1/patient");
        store.execute("update notification_item set attempts = 3, state = 'retrying',"
                + " next_attempt_at = now() + interval '10 minutes'");
        nodes.post("shop", "p1/new");

        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> states().get("p1/new").equals("retrying"));
        assertThat(store.query("select attempts, next_attempt_at > now() + interval '9 minutes' as later"
                        + " from notification_item where item_key = 'p1/patient'"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("attempts", 3).containsEntry("later", true));
    }

    @Test
    void shouldTryAtOnceWhatIsRepeatedWhileAnAttemptIsUnderWay() throws Exception {
        Promise<List<PaymentObservation>> first = Promise.promise();
        AtomicReference<Function<ReconciliationWork, Future<List<PaymentObservation>>>> next =
                new AtomicReference<>(work -> first.future());
        provider.reconciling(work -> next.getAndSet(ReconcilerTest::paid).apply(work));
        nodes.post("shop", "p1/1");
        store.execute("update notification_item set attempts = 12, state = 'retrying'");
        nodes.node(Map.of("shop", provider)).start();
        eventually(() -> provider.asked().size() == 1);

        nodes.post("shop", "p1/1");
        first.fail(ProviderException.temporary("busy"));

        nodes.eventually("p1", "done");
        assertThat(provider.asked()).hasSize(2);
    }

    private Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        store.query("select item_key, state from notification_item")
                .forEach(row -> states.put(String.valueOf(row.get("item_key")), String.valueOf(row.get("state"))));
        return states;
    }

    /** The payment that the subject names is paid, for the order of the same name. */
    private static Future<List<PaymentObservation>> paid(ReconciliationWork work) {
        return answer(observed(work).order(OrderMatch.matched(work.subject())));
    }

    private static PaymentObservationBuilder observed(ReconciliationWork work) {
        return observed(work, PaymentStatus.PAID);
    }

    private static PaymentObservationBuilder observed(ReconciliationWork work, PaymentStatus status) {
        return PaymentObservation.builder(
                        PaymentKey.of(work.subject()), Source.READ, ObservedStatus.of(status, 20, "2"))
                .amount(new Money(100, "EUR"));
    }

    private static Future<List<PaymentObservation>> answer(PaymentObservationBuilder observation) {
        return Future.succeededFuture(List.of(observation.build()));
    }
}
