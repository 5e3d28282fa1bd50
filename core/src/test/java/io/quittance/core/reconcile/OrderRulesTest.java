package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.Observed.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documented examples of the order status cannot show. */
class OrderRulesTest {

    private static final AccountTerms STRICT = new AccountTerms(false, 0, false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pending 100 + paid 60 + failed 100               | p0 p1 p2
            paid 100 USD + paid 100                          | p1
            paid 100 at another site + paid 100              | p1
            failed 100 at another site                       |
            paid 100 with real money                         |
            paid ? + failed ?                                |
            paid ? captured 100                              | p0
            unknown 100                                      | p0
            """)
    void shouldSayWhichPaymentsCount(String payments, String counting) {
        List<String> expected = counting == null ? List.of() : List.of(counting.split(" "));

        assertThat(Story.of("open", payments).decide().counting())
                .extracting(id -> id.key().id())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldCountNothingTowardsAnOrderThatIsNotRegistered() {
        OrderDecision decision = Story.of("not registered", "paid 100").decide();

        assertThat(decision.counting()).isEmpty();
        assertThat(decision.state()).isEqualTo(OrderState.INITIAL);
    }

    @Test
    void shouldOpenUnknownOrderForARecurringPaymentIfTheAccountRequiresAnOrder() {
        Story story = Story.of("not registered", "paid 100 recurring");
        AccountTerms requiring = new AccountTerms(false, 0, true);

        assertThat(OrderRules.decide(
                                story.order(), story.payments(), OperatorDecisions.NONE, account -> requiring, START)
                        .discrepancies())
                .extracting(Discrepancy::kind)
                .containsExactly(CaseKind.UNKNOWN_ORDER);
    }

    @Test
    void shouldTakeTheLargestToleranceOfTheAccountsThatBroughtMoney() {
        List<Payment> payments =
                List.of(payment("strict", PaymentStatus.PAID, 50), payment("lenient", PaymentStatus.PAID, 47));

        assertThat(status(payments)).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void shouldNotTakeTheToleranceOfAnAccountThatBroughtNoMoney() {
        List<Payment> payments =
                List.of(payment("strict", PaymentStatus.PAID, 97), payment("lenient", PaymentStatus.FAILED, 100));

        assertThat(status(payments)).isEqualTo(OrderStatus.PARTIALLY_PAID);
    }

    @Test
    void shouldBreakATieOfTheLatestAttemptByTheIdOfThePayment() {
        List<Payment> payments =
                List.of(payment("strict", PaymentStatus.FAILED, 100), payment("lenient", PaymentStatus.CANCELLED, 100));

        assertThat(status(payments)).isEqualTo(OrderStatus.FAILED);
    }

    @Test
    void shouldDecideAnOrderWhoseMoneyNoLongCanHold() {
        List<Payment> payments = List.of(
                payment("strict", PaymentStatus.PAID, Long.MAX_VALUE),
                payment("lenient", PaymentStatus.PAID, Long.MAX_VALUE));

        OrderDecision decision = decide(payments);

        assertThat(decision.state()).isEqualTo(new OrderState(OrderStatus.PAID, Long.MAX_VALUE, 0));
        assertThat(decision.discrepancies()).extracting(Discrepancy::kind).containsExactly(CaseKind.PAID_TWICE);
    }

    @Test
    void shouldSubtractExactlyFromMoneyThatNoLongCanHold() {
        List<Payment> payments = List.of(
                payment("strict", PaymentStatus.REFUNDED, Long.MAX_VALUE),
                payment("lenient", PaymentStatus.REFUNDED, Long.MAX_VALUE));

        assertThat(status(payments)).isEqualTo(OrderStatus.REFUNDED);
    }

    @Test
    void shouldExpireAtTheVeryMoment() {
        Order order = new Order("shop", "A1", new Money(100, "EUR"), START, null, OrderState.INITIAL, 0);

        assertThat(OrderRules.decide(order, List.of(), OperatorDecisions.NONE, account -> STRICT, START.minusNanos(1))
                        .state()
                        .status())
                .isEqualTo(OrderStatus.AWAITING_PAYMENT);
        assertThat(OrderRules.decide(order, List.of(), OperatorDecisions.NONE, account -> STRICT, START)
                        .state()
                        .status())
                .isEqualTo(OrderStatus.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "partially_paid 100 captured 60, UNDERPAID",
        "paid 101, OVERPAID",
        "paid 100 + paid 100, PAID_TWICE",
    })
    void shouldSayOfTheOrderAsAWholeWhatIsAboutItsSum(String payments, CaseKind kind) {
        assertThat(Story.of("open", payments).decide().discrepancies())
                .extracting(Discrepancy::kind, Discrepancy::payment)
                .containsExactly(tuple(kind, null));
    }

    @ParameterizedTest
    @CsvSource({
        "paid 100 USD, CURRENCY_MISMATCH",
        "paid 100 at another site, WRONG_SITE",
        "paid 100 with real money, WRONG_ENVIRONMENT",
        "unknown 100, UNKNOWN_STATUS",
        "authorized 100 refunded 1, REFUND_EXCEEDS_PAYMENT",
        "paid ?, PROVIDER_ERROR",
    })
    void shouldSayOfThePaymentWhatIsAboutIt(String payment, CaseKind kind) {
        PaymentId second = new PaymentId("account", PaymentKey.of("p1"));

        assertThat(Story.of("open", "failed 100 + " + payment).decide().discrepancies())
                .extracting(Discrepancy::kind, Discrepancy::payment)
                .containsExactly(tuple(kind, second));
    }

    @Test
    void shouldTellExpectedSeenAndProposalInWords() {
        assertThat(Story.of("open", "paid 101").decide().discrepancies())
                .containsExactly(new Discrepancy(
                        CaseKind.OVERPAID,
                        null,
                        "1.00 EUR",
                        "held 1.01 EUR, from payment p0 at account",
                        "refund what is too much"));
        assertThat(Story.of("not registered", "paid 101").decide().discrepancies())
                .containsExactly(new Discrepancy(
                        CaseKind.UNKNOWN_ORDER,
                        new PaymentId("account", PaymentKey.of("p0")),
                        "a registered order with reference A1",
                        "payment p0 at account, paid, of 1.01 EUR",
                        "register the order: it is then decided at once; if the payment is for nothing, refund it",
                        START));
    }

    @Test
    void shouldNameOnlyThePaymentsThatCameTooLate() {
        Order order =
                new Order("shop", "A1", new Money(100, "EUR"), START.plusSeconds(1800), null, OrderState.INITIAL, 0);
        List<Payment> payments = Story.of("open", "paid 60 + paid 40").payments();

        assertThat(OrderRules.decide(
                                order, payments, OperatorDecisions.NONE, account -> STRICT, START.plusSeconds(7200))
                        .discrepancies())
                .extracting(Discrepancy::kind, Discrepancy::seen)
                .containsExactly(tuple(CaseKind.PAID_AFTER_CANCEL, "held 0.40 EUR, from payment p1 at account"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            paid 100 + paid 100 refunded 100 + paid 60               | held 1.60 EUR, 1.00 EUR from payment p0 at account and 0.60 EUR from payment p2 at account
            partially_paid 100 captured 60                           | captured 0.60 EUR, from payment p0 at account
            partially_paid 100 captured 60 + partially_paid 100      | captured 0.60 EUR, from payment p0 at account, and nobody told how much from payment p1 at account
            paid 100 with real money                                 | a live payment
            """)
    void shouldTellWhereTheMoneyIs(String payments, String seen) {
        assertThat(Story.of("open", payments).decide().discrepancies())
                .extracting(Discrepancy::seen)
                .containsExactly(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "cancelled, no money for an order that was cancelled at 2026-03-01T10:00:00Z",
        "expired first, no money for an order that expired at 2026-03-01T09:59:59Z"
    })
    void shouldTellHowTheOrderEndedThatIsPaid(String order, String expected) {
        assertThat(Story.of(order, "paid 100").decide().discrepancies())
                .extracting(Discrepancy::kind, Discrepancy::expected)
                .containsExactly(tuple(CaseKind.PAID_AFTER_CANCEL, expected));
    }

    @Test
    void shouldNotTakeNothingForEnoughHoweverLargeTheTolerance() {
        assertThat(Story.of("tolerance 100", "failed 100").decide().state().status())
                .isEqualTo(OrderStatus.FAILED);
    }

    private static OrderStatus status(List<Payment> payments) {
        return decide(payments).state().status();
    }

    private static OrderDecision decide(List<Payment> payments) {
        Order order = Story.of("open", "none").order();
        Map<String, AccountTerms> terms = Map.of("strict", STRICT, "lenient", new AccountTerms(false, 3, false));
        return OrderRules.decide(order, payments, OperatorDecisions.NONE, terms::get, START);
    }

    private static Payment payment(String account, PaymentStatus status, long amount) {
        PaymentId id = new PaymentId(account, PaymentKey.of("p1"));
        Money money = new Money(amount, "EUR");
        return PaymentRules.fold(List.of(Observed.at(
                0,
                id,
                Observed.builder(id, Source.READ, status, 10).amount(money).build())));
    }
}
