package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.LedgerFixture.await;
import static io.quittance.core.reconcile.LedgerFixture.awaitAll;
import static io.quittance.core.reconcile.LedgerFixture.builder;
import static io.quittance.core.reconcile.LedgerFixture.carried;
import static io.quittance.core.reconcile.LedgerFixture.stored;
import static io.quittance.spi.PaymentStatus.AUTHORIZED;
import static io.quittance.spi.PaymentStatus.FAILED;
import static io.quittance.spi.PaymentStatus.PAID;
import static io.quittance.spi.PaymentStatus.PENDING;
import static io.quittance.spi.PaymentStatus.REFUNDED;
import static io.quittance.spi.PaymentStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.UndecidableException;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class LedgerDecisionsTest {

    private TestDatabase store;
    private LedgerFixture ledger;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        ledger = new LedgerFixture(given, vertx);
    }

    @Test
    void shouldFollowAPaymentFromItsAuthorizationToTheMoneyAndBack() throws Exception {
        await(ledger.register("A1", 100));
        assertThat(ledger.order("A1")).isEqualTo("awaiting_payment 0 0 v0");

        await(ledger.observe(carried("p1", AUTHORIZED, 10, 1)));
        assertThat(ledger.order("A1")).isEqualTo("authorized 0 0 v1");

        await(ledger.observe(carried("p1", PAID, 20, 2)));
        assertThat(ledger.order("A1")).isEqualTo("paid 100 0 v2");
        assertThat(ledger.payment("p1")).isEqualTo("paid A1 true decided");

        await(ledger.observe(carried("p1", REFUNDED, 30, 3)));
        assertThat(ledger.order("A1")).isEqualTo("refunded 100 100 v3");
        assertThat(ledger.events("A1")).containsExactly("order.authorized", "order.paid", "order.refunded");
        assertThat(ledger.cases()).isEmpty();
        assertThat(ledger.timeline("A1"))
                .containsExactly(
                        "order_registered",
                        "payment_observed",
                        "payment_linked",
                        "order_changed",
                        "payment_observed",
                        "order_changed",
                        "payment_observed",
                        "order_changed");
    }

    @Test
    void shouldTellWhatEachObservationChangedAndWhichRuleDecided() throws Exception {
        await(ledger.register("A1", 100));

        await(ledger.observe(carried("p1", PAID, 20, 1)));
        await(ledger.observe(carried("p1", FAILED, 10, 2)));

        JsonObject paid = new JsonObject("{\"status\":\"paid\",\"code\":\"c20\",\"captured\":100,\"refunded\":0}");
        assertThat(ledger.details("payment_observed"))
                .extracting(
                        detail -> detail.getString("rule"),
                        detail -> detail.getString("not_applied"),
                        detail -> detail.getJsonObject("before"),
                        detail -> detail.getJsonObject("after"))
                .containsExactly(
                        tuple("decides", null, null, paid),
                        tuple(
                                "ranks_lower",
                                "failed (c10) comes before paid (c20) in the life of a payment at this provider",
                                paid,
                                paid));
        assertThat(ledger.details("order_changed"))
                .extracting(detail -> detail.getString("rule"))
                .containsExactly("enough_held");
    }

    @Test
    void shouldReopenAFailedOrderByALaterAttempt() throws Exception {
        await(ledger.register("A1", 100));

        await(ledger.observe(carried("p1", FAILED, 10, 1)));
        assertThat(ledger.order("A1")).isEqualTo("failed 0 0 v1");

        await(ledger.observe(carried("p2", PENDING, 1, 2)));
        await(ledger.observe(carried("p2", PAID, 20, 3)));
        assertThat(ledger.events("A1")).containsExactly("order.failed", "order.updated", "order.paid");
    }

    @Test
    void shouldWriteEventsInTheDocumentedShape() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(stored(
                "p1",
                1,
                builder("p1", Source.CARRIED, PAID, 20)
                        .captured(new Money(150, "EUR"))
                        .build())));

        JsonObject paid = ledger.event("A1", 1);
        assertThat(paid.fieldNames()).containsExactlyInAnyOrder("id", "type", "time", "merchant", "order", "reason");
        assertThat(paid.getString("type")).isEqualTo("order.paid");
        assertThat(paid.getString("time")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(paid.getString("merchant")).isEqualTo("merchant");
        assertThat(paid.getString("reason")).isEqualTo("payment p1 at shop is paid (c20)");
        assertThat(paid.getJsonObject("order")).isEqualTo(new JsonObject("""
                {"reference":"A1","version":1,"before":{"status":"awaiting_payment","paid":0,"refunded":0},
                 "after":{"status":"paid","paid":150,"refunded":0}}"""));
        assertThat(store.query("select event_id::text as id from order_event where version = 1"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("id", paid.getString("id")));
        JsonObject opened = ledger.event("A1", 2);
        assertThat(opened.getString("type")).isEqualTo("case.opened");
        assertThat(opened.getString("case")).isEqualTo("overpaid");
        assertThat(opened.getJsonObject("order").getJsonObject("before"))
                .isEqualTo(opened.getJsonObject("order").getJsonObject("after"));
        assertThat(ledger.events("A1")).hasSize(2);
    }

    @Test
    void shouldParkAPaymentUntilItsOrderIsRegistered() throws Exception {
        await(ledger.observe(carried("p1", PAID, 20, 1)));

        assertThat(ledger.payment("p1")).isEqualTo("paid A1 false parked");
        assertThat(ledger.cases()).containsExactly("unknown_order open A1");
        assertThat(ledger.events("A1")).isEmpty();

        await(ledger.register("A1", 100));

        assertThat(ledger.payment("p1")).isEqualTo("paid A1 true decided");
        assertThat(ledger.order("A1")).isEqualTo("paid 100 0 v1");
        assertThat(ledger.cases()).containsExactly("unknown_order closed A1");
        assertThat(ledger.events("A1")).containsExactly("order.paid");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldDecideWhoeverComesFirstWhenRegistrationAndPaymentsRace(int seed) throws Exception {
        List<Runnable> starts = new ArrayList<>();
        List<Future<?>> done = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 60; i++) {
            String reference = "R" + i;
            String payment = "p" + i;
            starts.add(() -> done.add(ledger.register(reference, 100)));
            starts.add(() -> done.add(ledger.observe(stored(
                    payment,
                    1,
                    builder(payment, Source.CARRIED, AUTHORIZED, 10)
                            .order(OrderMatch.matched(reference))
                            .build()))));
            starts.add(() -> done.add(ledger.observe(stored(
                    payment,
                    2,
                    builder(payment, Source.CARRIED, PAID, 20)
                            .order(OrderMatch.matched(reference))
                            .build()))));
        }
        // Neighbours stay together, so that they do race.
        for (int from = 0; from < starts.size(); from += 3) {
            Collections.shuffle(starts.subList(from, from + 3), new Random(seed * 1_000L + from));
        }

        // Few enough at once that none waits too long for a connection, however slow the machine is.
        for (int from = 0; from < starts.size(); from += 30) {
            starts.subList(from, from + 30).forEach(Runnable::run);
            await(Future.all(done));
        }

        for (int i = 0; i < 60; i++) {
            assertThat(ledger.order("R" + i)).startsWith("paid 100 0 v");
            assertThat(ledger.payment("p" + i)).isEqualTo("paid R" + i + " true decided");
            assertThat(ledger.events("R" + i)).endsWith("order.paid").hasSizeBetween(1, 2);
        }
        assertThat(ledger.cases()).noneMatch(text -> text.contains(" open "));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void shouldComeToTheSameEndInAnyOrderAndHoweverOftenRepeated(int seed) throws Exception {
        List<StoredObservation> said = new ArrayList<>(List.of(
                carried("p1", PENDING, 1, 1),
                carried("p1", AUTHORIZED, 10, 2),
                carried("p1", FAILED, 5, 3),
                carried("p1", PAID, 20, 4)));
        Collections.shuffle(said, new Random(seed));
        await(ledger.register("A1", 100));

        for (StoredObservation observation : said) {
            for (int repeat = 0; repeat < 5; repeat++) {
                await(ledger.observe(stored("p1", repeat, observation.observation())));
            }
        }

        assertThat(ledger.order("A1")).startsWith("paid 100 0 v");
        assertThat(ledger.payment("p1")).isEqualTo("paid A1 true decided");
        assertThat(ledger.cases()).isEmpty();
        assertThat(ledger.events("A1")).endsWith("order.paid").doesNotHaveDuplicates();
        assertThat(ledger.order("A1")).endsWith("v" + ledger.events("A1").size());
    }

    @Test
    void shouldNotGrowWithReadsThatSayTheSame() throws Exception {
        await(ledger.register("A1", 100));

        for (int minute = 1; minute <= 20; minute++) {
            await(ledger.observe(
                    stored("p1", minute, builder("p1", Source.READ, PAID, 20).build())));
        }

        assertThat(store.query("select from payment_observation where not superseded"))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(store.query("select max(observed_at) = '2026-03-01T10:20:00Z' as latest from payment_observation"))
                .as("it is known since the latest read")
                .containsExactly(Map.of("latest", true));
        assertThat(ledger.timeline("A1"))
                .containsExactly("order_registered", "payment_observed", "payment_linked", "order_changed");
    }

    @Test
    void shouldDecideByTheLatestIfAPaymentHasMoreObservationsThanAnyProviderTells() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(carried("p1", FAILED, 30, 1)));
        await(ledger.observe(carried("p1", PAID, 20, 2)));
        store.execute("insert into payment_observation (account_id, observation_id, back_end, payment_id, observed_at,"
                + " observation) select account_id, gen_random_uuid(), back_end, payment_id, observed_at, observation"
                + " from payment_observation cross join generate_series(1, 1500)"
                + " where observation->'status'->>'code' = 'c20'");

        await(ledger.observe(carried("p1", PENDING, 1, 3)));

        assertThat(ledger.order("A1")).startsWith("paid");
    }

    @Test
    void shouldNeverMoveALink() throws Exception {
        awaitAll(ledger.register("A1", 100), ledger.register("B2", 100));
        await(ledger.observe(carried("p1", AUTHORIZED, 10, 1)));

        await(ledger.observe(stored(
                "p1",
                2,
                builder("p1", Source.READ, PAID, 20)
                        .order(OrderMatch.matched("B2"))
                        .build())));

        assertThat(ledger.payment("p1")).isEqualTo("paid A1 true decided");
        assertThat(ledger.order("A1")).isEqualTo("paid 100 0 v2");
        assertThat(ledger.order("B2")).isEqualTo("awaiting_payment 0 0 v0");
    }

    @Test
    void shouldLinkAPaymentOnceAlthoughItIsSaidToBelongToTwoOrdersAtOnce() throws Exception {
        awaitAll(ledger.register("A1", 100), ledger.register("B2", 100));

        await(ledger.observe(
                carried("p1", PENDING, 1, 1),
                stored(
                        "p1",
                        2,
                        builder("p1", Source.CARRIED, PAID, 20)
                                .order(OrderMatch.matched("B2"))
                                .build())));

        assertThat(ledger.payment("p1")).isEqualTo("paid B2 true decided");
        assertThat(ledger.order("A1")).isEqualTo("awaiting_payment 0 0 v0");
    }

    @Test
    void shouldKeepALinkThatTwoDecisionsRaceFor() throws Exception {
        awaitAll(ledger.register("A1", 100), ledger.register("B2", 100));
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String payment = "p" + i;
            for (String reference : List.of("A1", "B2")) {
                done.add(ledger.observe(stored(
                        payment,
                        1,
                        builder(payment, Source.CARRIED, PENDING, 1)
                                .order(OrderMatch.matched(reference))
                                .build())));
            }
        }

        await(Future.all(done));

        assertThat(store.query("select payment_id from timeline_entry where kind = 'payment_linked'"))
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertThat(store.query("select from payment p where not exists (select from timeline_entry t where"
                        + " t.kind = 'payment_linked' and t.payment_id = p.payment_id"
                        + " and t.order_reference = p.order_reference)"))
                .isEmpty();
    }

    @Test
    void shouldSeeThatAnOrderIsPaidTwiceByPaymentsThatComeAtOnce() throws Exception {
        await(ledger.register("A1", 100));

        awaitAll(ledger.observe(carried("p1", PAID, 20, 1)), ledger.observe(carried("p2", PAID, 20, 1)));

        assertThat(ledger.order("A1")).isEqualTo("paid 200 0 v3");
        assertThat(ledger.cases()).containsExactly("paid_twice open A1");
        assertThat(ledger.events("A1")).containsExactly("order.paid", "order.updated", "case.opened");
    }

    @Test
    void shouldKeepOneSequenceOfVersionsUnderManyConcurrentDecisions() throws Exception {
        await(ledger.register("A1", 5_000));
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            done.add(ledger.observe(carried("p" + i, PAID, 20, i)));
        }

        await(Future.all(done));

        assertThat(ledger.events("A1").stream().filter("order.paid"::equals)).hasSize(1);
        assertThat(ledger.order("A1"))
                .isEqualTo("paid 5000 0 v" + ledger.events("A1").size());
    }

    @Test
    void shouldOpenACaseOnceAndCloseItByFacts() throws Exception {
        await(ledger.register("A1", 100));
        StoredObservation part = stored(
                "p1",
                1,
                builder("p1", Source.CARRIED, PAID, 20)
                        .captured(new Money(60, "EUR"))
                        .build());
        for (int repeat = 0; repeat < 3; repeat++) {
            await(ledger.observe(stored("p1", repeat, part.observation())));
        }
        assertThat(ledger.cases()).containsExactly("underpaid open A1");

        await(ledger.observe(stored(
                "p2",
                2,
                builder("p2", Source.CARRIED, PAID, 20)
                        .captured(new Money(40, "EUR"))
                        .build())));

        assertThat(ledger.cases()).containsExactly("underpaid closed A1");
        assertThat(ledger.order("A1")).isEqualTo("paid 100 0 v4");
        assertThat(ledger.events("A1"))
                .containsExactly("order.partially_paid", "case.opened", "order.paid", "case.resolved");
        assertThat(ledger.event("A1", 4).getString("case")).isEqualTo("underpaid");
    }

    @Test
    void shouldTellOfACaseWhenItsPaymentIsFoundToBelongToAnOrder() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(stored(
                "p1",
                1,
                builder("p1", Source.READ, UNKNOWN, 0)
                        .order(OrderMatch.none("nothing found"))
                        .build())));
        assertThat(ledger.cases()).containsExactlyInAnyOrder("unknown_order open null", "unknown_status open null");

        await(ledger.observe(
                stored("p1", 2, builder("p1", Source.READ, UNKNOWN, 0).build())));

        assertThat(ledger.cases()).containsExactlyInAnyOrder("unknown_order closed null", "unknown_status open A1");
        assertThat(ledger.events("A1")).containsExactly("case.opened");
    }

    @Test
    void shouldTellOfACaseThatIsOpenWhenItsOrderIsRegistered() throws Exception {
        await(ledger.observe(carried("p1", UNKNOWN, 0, 1)));

        await(ledger.register("A1", 100));
        await(ledger.register("A1", 100));
        await(ledger.observe(carried("p1", PENDING, 1, 2)));

        assertThat(ledger.events("A1")).containsExactly("case.opened", "case.resolved");
        assertThat(ledger.event("A1", 1).getString("case")).isEqualTo("unknown_status");
    }

    @Test
    void shouldGiveGraceToAnUnknownOrderFromWhenItsPaymentWasFirstSeen() throws Exception {
        await(ledger.observe(carried("p1", PENDING, 1, 7)));
        await(ledger.observe(carried("p1", PAID, 20, 9)));

        assertThat(store.query("select state, grace_until = timestamptz '2026-03-01T10:22:00Z' as until"
                        + " from discrepancy_case order by case_id"))
                .extracting(row -> row.get("state") + " " + row.get("until"))
                .containsExactly("closed true", "open true");
    }

    @Test
    void shouldSayPaidOnceHoweverOftenItIsCorrected() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(carried("p1", PAID, 20, 1)));
        await(ledger.observe(
                stored("p1", 2, builder("p1", Source.READ, FAILED, 5).build())));

        await(ledger.observe(carried("p1", PAID, 20, 3)));

        assertThat(ledger.order("A1")).isEqualTo("paid 100 0 v3");
        assertThat(ledger.events("A1")).containsExactly("order.paid", "order.failed", "order.updated");
    }

    @Test
    void shouldSayPaidAgainAfterARefund() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(carried("p1", PAID, 20, 1)));
        await(ledger.observe(carried("p1", REFUNDED, 30, 2)));

        await(ledger.observe(carried("p2", PAID, 20, 3)));

        assertThat(ledger.events("A1")).containsExactly("order.paid", "order.refunded", "order.paid");
    }

    @Test
    void shouldNotTellOfTheEndOfACaseOfWhichItNeverTold() throws Exception {
        await(ledger.observe(carried("p1", UNKNOWN, 0, 1)));
        assertThat(ledger.cases()).containsExactlyInAnyOrder("unknown_order open A1", "unknown_status open A1");
        await(ledger.observe(carried("p1", PENDING, 1, 2)));
        assertThat(ledger.cases())
                .containsExactlyInAnyOrder(
                        "unknown_order closed A1", "unknown_status closed A1", "unknown_order open A1");

        await(ledger.register("A1", 100));

        assertThat(ledger.events("A1")).isEmpty();
        assertThat(ledger.order("A1")).isEqualTo("awaiting_payment 0 0 v0");
    }

    @Test
    void shouldFailWithTheReasonAndWriteNothingIfOneOfItsWritesFails() throws Exception {
        await(ledger.register("A1", 100));
        store.execute("alter table merchant_order add constraint never_paid check (status <> 'paid')");

        Throwable failure = catchThrowable(() -> await(ledger.observe(carried("p1", PAID, 20, 1))));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        PgException.class,
                        told -> assertThat(told.getSqlState()).isEqualTo("23514"));
        assertThat(store.query("select from payment_observation")).isEmpty();
        assertThat(store.query("select from payment")).isEmpty();
        assertThat(ledger.order("A1")).isEqualTo("awaiting_payment 0 0 v0");
    }

    @Test
    void shouldTellWhatIsOnRecordAndCannotBeReadFromAFailureOfTheStore() throws Exception {
        await(ledger.observe(carried("p1", PENDING, 1, 1)));
        store.execute("update payment_observation set observation = '{\"source\":\"HEARSAY\"}'");

        assertThat(catchThrowable(() -> await(ledger.observe(carried("p1", PAID, 20, 2)))))
                .isInstanceOf(UndecidableException.class);
    }

    @Test
    void shouldTellMoneyThatNoNumberHoldsFromAFailureOfTheStore() throws Exception {
        await(ledger.register("A1", 100));
        Money most = new Money(Long.MAX_VALUE, "EUR");
        await(ledger.observe(stored(
                "p1", 1, builder("p1", Source.CARRIED, PAID, 20).amount(most).build())));

        assertThat(catchThrowable(() -> await(ledger.observe(stored(
                        "p2",
                        1,
                        builder("p2", Source.CARRIED, PAID, 20).amount(most).build())))))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isNull(),
                        failure -> assertThat(failure).isInstanceOf(UndecidableException.class));
    }

    @Test
    void shouldNotTakeLongForAnOrderWithThousandsOfPayments() throws Exception {
        await(ledger.observe(IntStream.range(0, 3_000)
                .mapToObj(i -> carried("p" + i, PAID, 20, i))
                .toArray(StoredObservation[]::new)));
        assertThat(ledger.cases()).hasSize(3_000);

        await(ledger.register("A1", 300_000));

        assertThat(ledger.order("A1")).isEqualTo("paid 300000 0 v1");
        assertThat(ledger.cases()).allMatch("unknown_order closed A1"::equals);
    }
}
