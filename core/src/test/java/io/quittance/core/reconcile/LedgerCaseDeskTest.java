package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.LedgerFixture.ACCOUNT;
import static io.quittance.core.reconcile.LedgerFixture.MERCHANT;
import static io.quittance.core.reconcile.LedgerFixture.await;
import static io.quittance.core.reconcile.LedgerFixture.builder;
import static io.quittance.core.reconcile.LedgerFixture.carried;
import static io.quittance.core.reconcile.LedgerFixture.stored;
import static io.quittance.core.store.CaseAction.ACCEPT;
import static io.quittance.core.store.CaseAction.DISMISS;
import static io.quittance.spi.PaymentStatus.DISPUTED;
import static io.quittance.spi.PaymentStatus.DISPUTE_WON;
import static io.quittance.spi.PaymentStatus.FAILED;
import static io.quittance.spi.PaymentStatus.PAID;
import static io.quittance.spi.PaymentStatus.PARTIALLY_PAID;
import static io.quittance.spi.PaymentStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.reconcile.CaseDesk.Outcome;
import io.quittance.core.store.About;
import io.quittance.core.store.CaseAction;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.CaseQueries;
import io.quittance.core.store.CaseTopic;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class LedgerCaseDeskTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private TestDatabase store;
    private LedgerFixture ledger;
    private GatewayMetrics metrics;
    private LedgerCaseDesk desk;
    private CaseQueries cases;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        store.execute("insert into account values (?, ?, 'testing')", ACCOUNT, MERCHANT);
        ledger = new LedgerFixture(given, vertx);
        metrics = new GatewayMetrics();
        desk = ledger.cases(metrics);
        cases = new CaseQueries(given.database(vertx).general());
    }

    @Test
    void shouldTakeForPaidWhatIsAcceptedAsEnough() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(paid("p1", 60, 1)));

        assertThat(resolve(ACCEPT)).isEqualTo(Outcome.RESOLVED);

        assertThat(ledger.order("A1")).isEqualTo("paid 60 0 v4");
        assertThat(ledger.events("A1"))
                .containsExactly("order.partially_paid", "case.opened", "order.paid", "case.resolved");
        assertThat(ledger.event("A1", 3).getString("reason")).isEqualTo("underpaid was accepted by ops");
        assertThat(ledger.cases()).containsExactly("underpaid resolved A1");
        assertThat(store.query("select detail->>'note' as note, detail->>'by' as by, detail->>'action' as action"
                        + " from timeline_entry where kind = 'case_resolved' and order_reference = 'A1'"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("note", "agreed")
                        .containsEntry("by", "ops")
                        .containsEntry("action", "accept"));
        assertThat(metrics.scrape())
                .contains("quittance_cases_resolved_total{action=\"accept\",kind=\"underpaid\"} 1.0");
    }

    @Test
    void shouldGoOnDecidingByTheAcceptanceWhateverElseIsHeard() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(paid("p1", 60, 1)));
        resolve(ACCEPT);

        await(ledger.observe(carried("p2", FAILED, 5, 2)));

        assertThat(ledger.order("A1")).isEqualTo("paid 60 0 v4");
        assertThat(ledger.cases()).containsExactly("underpaid resolved A1");
    }

    @Test
    void shouldLeaveWhatIsDismissedAsItIsAndOpenItAnewForOtherFacts() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(paid("p1", 60, 1)));

        assertThat(resolve(DISMISS)).isEqualTo(Outcome.RESOLVED);

        await(ledger.observe(carried("p2", FAILED, 5, 2)));
        assertThat(ledger.order("A1")).isEqualTo("partially_paid 60 0 v3");
        assertThat(ledger.cases()).containsExactly("underpaid resolved A1");
        await(ledger.observe(paid("p3", 20, 3)));
        assertThat(ledger.order("A1")).isEqualTo("partially_paid 80 0 v5");
        assertThat(ledger.cases()).containsExactly("underpaid resolved A1", "underpaid open A1");
    }

    @Test
    void shouldNotKeepAnOrderPaidAfterItsMoneyWentBackAndComeBackWithIt() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(paid("p1", 60, 1)));
        resolve(ACCEPT);

        await(ledger.observe(money("p1", DISPUTED, 30, 60, 2)));
        assertThat(ledger.order("A1")).startsWith("disputed 60 0");
        await(ledger.observe(money("p1", DISPUTE_WON, 40, 60, 3)));
        assertThat(ledger.order("A1")).startsWith("paid 60 0");
        await(ledger.observe(refunded("p1", 60, 10, 4)));

        assertThat(ledger.order("A1")).startsWith("partially_refunded 60 10");
        assertThat(ledger.events("A1")).endsWith("order.disputed", "order.dispute_won", "order.partially_refunded");
        assertThat(ledger.cases()).containsExactly("underpaid resolved A1");
    }

    @Test
    void shouldComeToTheSameEndWhenMoneyGoesBackBeforeOrAfterTheDecision() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(paid("p1", 60, 1)));
        CaseTopic topic = open();

        await(ledger.observe(refunded("p1", 60, 10, 4)));

        assertThat(await(desk.resolve(topic, ACCEPT, "agreed", "ops"))).isEqualTo(Outcome.NOT_OPEN);
        assertThat(ledger.order("A1")).startsWith("partially_refunded 60 10");
        assertThat(ledger.cases()).containsExactly("underpaid closed A1");
    }

    @Test
    void shouldTellOpenCasesWhatIsSeenNow() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(paid("p1", 60, 1)));
        CaseTopic seen = open();

        await(ledger.observe(paid("p2", 20, 2)));

        assertThat(ledger.cases()).containsExactly("underpaid closed A1", "underpaid open A1");
        assertThat(ledger.events("A1"))
                .containsExactly(
                        "order.partially_paid", "case.opened", "order.updated", "case.resolved", "case.opened");
        assertThat(await(desk.resolve(seen, ACCEPT, "agreed", "ops"))).isEqualTo(Outcome.NOT_OPEN);
        assertThat(ledger.order("A1")).startsWith("partially_paid");
    }

    @Test
    void shouldNotResolveACaseWhoseWordsAreOfAnEarlierVersion() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(paid("p1", 60, 1)));
        store.execute("update discrepancy_case set seen = 'captured 60'");

        assertThat(resolve(ACCEPT)).isEqualTo(Outcome.CHANGED);

        assertThat(ledger.order("A1")).startsWith("partially_paid");
        assertThat(ledger.cases()).containsExactly("underpaid closed A1", "underpaid open A1");
        assertThat(resolve(ACCEPT)).isEqualTo(Outcome.RESOLVED);
        assertThat(ledger.order("A1")).startsWith("paid");
    }

    @Test
    void shouldNotAcceptAsEnoughWhatNobodyTold() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(money("p1", PARTIALLY_PAID, 10, 100, 1)));

        assertThat(resolve(ACCEPT)).isEqualTo(Outcome.NOTHING_TO_ACCEPT);

        assertThat(ledger.cases()).containsExactly("underpaid open A1");
        assertThat(ledger.order("A1")).isEqualTo("partially_paid 0 0 v2");
        assertThat(resolve(DISMISS)).isEqualTo(Outcome.RESOLVED);
    }

    @Test
    void shouldCountAPaymentInTheWrongEnvironmentThatIsAccepted() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(stored(
                "p1",
                1,
                builder("p1", Source.CARRIED, PAID, 20)
                        .amount(new Money(110, "EUR"))
                        .live(true)
                        .build())));
        assertThat(ledger.order("A1")).startsWith("awaiting_payment 0 0");

        resolve(ACCEPT);

        assertThat(ledger.order("A1")).startsWith("paid 110 0");
        assertThat(ledger.payment("p1")).isEqualTo("paid A1 true decided");
        assertThat(ledger.cases()).containsExactly("wrong_environment resolved A1", "overpaid open A1");
        assertThat(metrics.scrape()).contains("quittance_cases_opened_total{kind=\"overpaid\"} 1.0");
    }

    @Test
    void shouldDismissAPaymentWithoutOrderUntilItIsMoreThanAnIntention() throws Exception {
        await(ledger.observe(unlinked("p1", PENDING, 1, 1)));

        assertThat(resolve(DISMISS)).isEqualTo(Outcome.RESOLVED);

        await(ledger.observe(unlinked("p1", PENDING, 1, 2)));
        assertThat(ledger.cases()).containsExactly("unknown_order resolved null");
        await(ledger.observe(carried("p1", PAID, 20, 3)));
        assertThat(ledger.cases()).containsExactly("unknown_order resolved null", "unknown_order open A1");
    }

    @Test
    void shouldForgetADismissalWhenWhatLastedHasEnded() throws Exception {
        silence(true);
        assertThat(resolve(DISMISS)).isEqualTo(Outcome.RESOLVED);
        silence(true);
        assertThat(ledger.cases()).containsExactly("silent_provider resolved null");

        silence(false);
        silence(true);

        assertThat(ledger.cases()).containsExactly("silent_provider resolved null", "silent_provider open null");
    }

    @Test
    void shouldResolveOnceHoweverManyAskAtOnce() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(paid("p1", 60, 1)));
        CaseTopic topic = open();

        List<Future<Outcome>> asked = IntStream.range(0, 20)
                .mapToObj(i -> desk.resolve(topic, i % 2 == 0 ? ACCEPT : DISMISS, "agreed", "ops"))
                .toList();
        await(Future.all(asked));

        assertThat(asked.stream().map(Future::result).filter(Outcome.RESOLVED::equals))
                .hasSize(1);
        assertThat(ledger.timeline("A1")).filteredOn("case_resolved"::equals).hasSize(1);
        assertThat(ledger.events("A1")).filteredOn("case.resolved"::equals).hasSize(1);
    }

    @Test
    void shouldDecideTheSameWhicheverComesFirstOfPaymentsAndDecision() throws Exception {
        await(ledger.register("A1", 100));
        await(ledger.observe(paid("p1", 60, 1)));
        CaseTopic topic = open();

        Future<Outcome> decision = desk.resolve(topic, ACCEPT, "agreed", "ops");
        LedgerFixture.awaitAll(decision, ledger.observe(paid("p2", 20, 2)), ledger.observe(refunded("p2", 20, 20, 3)));

        assertThat(ledger.order("A1")).startsWith("partially_refunded 80 20");
        assertThat(ledger.cases()).noneMatch(text -> text.contains(" open "));
    }

    @Test
    void shouldRefuseToAcceptWhatNobodysWordMakesRight() throws Exception {
        await(ledger.observe(carried("p1", PAID, 20, 1)));
        CaseTopic topic = open();

        assertThatThrownBy(() -> desk.resolve(topic, ACCEPT, "agreed", "ops"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotFindACaseOfAnotherMerchant() throws Exception {
        await(ledger.observe(carried("p1", PAID, 20, 1)));

        assertThat(await(cases.find(open().id(), "another"))).isEmpty();
    }

    private void silence(boolean silent) throws Exception {
        AccountCase topic = new AccountCase(MERCHANT, ACCOUNT, About.account(ACCOUNT), CaseKind.SILENT_PROVIDER);
        Discrepancy discrepancy = new Discrepancy(CaseKind.SILENT_PROVIDER, null, "words", "none", "ask");
        Optional<Discrepancy> now = silent ? Optional.of(discrepancy) : Optional.empty();
        await(ledger.ledger()
                .<Boolean>decide(topic.scope(), snapshot -> Decision.of(topic.decide(snapshot, now, NOW), true)));
    }

    private Outcome resolve(CaseAction action) throws Exception {
        return await(desk.resolve(open(), action, "agreed", "ops"));
    }

    private CaseTopic open() throws Exception {
        UUID id = (UUID) store.query("select case_id from discrepancy_case where state = 'open'")
                .get(0)
                .get("case_id");
        return await(cases.find(id, MERCHANT)).orElseThrow().topic();
    }

    private static StoredObservation paid(String payment, long amount, int minute) {
        return money(payment, PAID, 20, amount, minute);
    }

    private static StoredObservation money(String payment, PaymentStatus status, int rank, long amount, int minute) {
        return stored(
                payment,
                minute,
                builder(payment, Source.CARRIED, status, rank)
                        .amount(new Money(amount, "EUR"))
                        .build());
    }

    private static StoredObservation refunded(String payment, long amount, long back, int minute) {
        return stored(
                payment,
                minute,
                builder(payment, Source.CARRIED, DISPUTE_WON, 40)
                        .amount(new Money(amount, "EUR"))
                        .refunds(List.of(new Refund("r" + payment, new Money(back, "EUR"), Refund.Status.SUCCEEDED)))
                        .build());
    }

    private static StoredObservation unlinked(String payment, PaymentStatus status, int rank, int minute) {
        return stored(
                payment,
                minute,
                builder(payment, Source.CARRIED, status, rank)
                        .order(OrderMatch.notTold())
                        .build());
    }
}
