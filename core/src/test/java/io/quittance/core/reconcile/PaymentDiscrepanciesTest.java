package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.Observed.at;
import static io.quittance.core.reconcile.Observed.read;
import static io.quittance.core.store.CaseKind.UNKNOWN_ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Payment;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentDiscrepanciesTest {

    private static final Money HUNDRED = new Money(100, "EUR");
    private static final AccountTerms TERMS = new AccountTerms(false, 0, false);

    @Test
    void shouldOpenUnknownOrderForAPaymentThatNamesNone() {
        assertThat(unlinked(paid())).extracting(Discrepancy::kind).containsExactly(CaseKind.UNKNOWN_ORDER);
    }

    @Test
    void shouldTellWhyNoOrderWasFound() {
        assertThat(unlinked(paid().order(OrderMatch.none("no smart transaction has this payment"))))
                .containsExactly(new Discrepancy(
                        CaseKind.UNKNOWN_ORDER,
                        Observed.PAYMENT,
                        "an order that the payment names",
                        "payment p1 at shop, paid, of 1.00 EUR: no smart transaction has this payment",
                        "find out what the payment is for; refund it if it is for nothing",
                        Observed.START));
    }

    @Test
    void shouldGiveUpThePaymentThatAnotherAttemptReplaced() {
        for (PaymentStatus status : PaymentStatus.values()) {
            Payment payment =
                    fold(read(status, 20).amount(new Money(100, "EUR")).order(OrderMatch.none("none")));
            boolean withoutMoney = status == PaymentStatus.PENDING || status.isUnsuccessful();

            assertThat(kinds(payment, OrderSearch.GOING_ON))
                    .as(status + " while searched")
                    .contains(UNKNOWN_ORDER);
            assertThat(kinds(payment, OrderSearch.OVER).contains(UNKNOWN_ORDER))
                    .as(status + " when the search is over")
                    .isEqualTo(!withoutMoney);
        }
    }

    @Test
    void shouldNotGiveUpWhatHoldsMoneyOrWasNeverSearched() {
        Money captured = new Money(10, "EUR");
        Payment holding = fold(read(PaymentStatus.CANCELLED, 20)
                .amount(captured)
                .captured(captured)
                .order(OrderMatch.none("none")));
        Payment nameless = fold(read(PaymentStatus.PENDING, 20));
        Payment ambiguous = fold(read(PaymentStatus.PENDING, 20).order(OrderMatch.ambiguous("two")));

        assertThat(kinds(holding, OrderSearch.OVER)).contains(UNKNOWN_ORDER);
        assertThat(kinds(nameless, OrderSearch.OVER)).contains(UNKNOWN_ORDER);
        assertThat(kinds(ambiguous, OrderSearch.OVER)).contains(CaseKind.PROVIDER_ERROR);
    }

    private static List<CaseKind> kinds(Payment payment, OrderSearch search) {
        return PaymentRules.discrepancies(payment, search, TERMS).stream()
                .map(Discrepancy::kind)
                .toList();
    }

    @Test
    void shouldOpenProviderErrorForAnAmbiguousSearch() {
        assertThat(unlinked(paid().order(OrderMatch.ambiguous("2 smart transactions"))))
                .extracting(Discrepancy::kind)
                .containsExactly(CaseKind.PROVIDER_ERROR);
    }

    @Test
    void shouldNotSearchForAnOrderThatIsNamed() {
        assertThat(unlinked(paid().order(OrderMatch.matched("A1")))).isEmpty();
    }

    @Test
    void shouldNotMindAFailedSearchOnceThePaymentIsLinked() {
        assertThat(linked(paid().order(OrderMatch.none("count 0")))).isEmpty();
        assertThat(linked(paid().order(OrderMatch.ambiguous("count 2")))).isEmpty();
        assertThat(linked(paid())).isEmpty();
    }

    @Test
    void shouldLetARecurringPaymentComeWithoutAnOrderUnlessTheAccountRequiresOne() {
        Payment recurring = fold(paid().recurring(true));
        AccountTerms requiring = new AccountTerms(false, 0, true);

        assertThat(PaymentRules.discrepancies(recurring, OrderSearch.GOING_ON, TERMS))
                .isEmpty();
        assertThat(PaymentRules.discrepancies(recurring, OrderSearch.GOING_ON, requiring))
                .extracting(Discrepancy::kind)
                .containsExactly(CaseKind.UNKNOWN_ORDER);
    }

    @Test
    void shouldOpenProviderErrorForMoneyWithoutAnAmount() {
        assertThat(linked(read(PaymentStatus.AUTHORIZED, 20)))
                .extracting(Discrepancy::kind)
                .containsExactly(CaseKind.PROVIDER_ERROR);
        assertThat(linked(read(PaymentStatus.PENDING, 10))).isEmpty();
    }

    @Test
    void shouldOpenAtMostOneProviderErrorForAPayment() {
        assertThat(unlinked(read(PaymentStatus.PAID, 50).order(OrderMatch.ambiguous("count 2"))))
                .hasSize(1);
    }

    @Test
    void shouldNameTheCodeThatIsUnknown() {
        assertThat(linked(read(PaymentStatus.UNKNOWN, 77).amount(HUNDRED)))
                .containsExactly(new Discrepancy(
                        CaseKind.UNKNOWN_STATUS,
                        Observed.PAYMENT,
                        "a status that the provider's plugin knows",
                        "status code code-77",
                        "look the payment up at the provider; update the plugin if the code is new"));
    }

    @Test
    void shouldNotCallARefundTooLargeForAPaymentThatIsKnownByTheRefundAlone() {
        PaymentObservationBuilder created = PaymentObservation.builder(
                        Observed.PAYMENT.key(), Source.CARRIED, ObservedStatus.of(PaymentStatus.UNKNOWN, 0, ""))
                .amount(HUNDRED)
                .refunds(List.of(refund(HUNDRED)));

        assertThat(linked(created))
                .extracting(Discrepancy::kind, Discrepancy::seen)
                .containsExactly(tuple(CaseKind.UNKNOWN_STATUS, "no status of the payment itself yet"));
    }

    @Test
    void shouldOpenRefundExceedsPayment() {
        assertThat(linked(paid().refunds(List.of(refund(new Money(101, "EUR"))))))
                .containsExactly(new Discrepancy(
                        CaseKind.REFUND_EXCEEDS_PAYMENT,
                        Observed.PAYMENT,
                        "refunds of at most the captured 1.00 EUR",
                        "refunded 1.01 EUR",
                        "check the refunds at the provider; money may have gone back twice"));
        assertThat(linked(paid().refunds(List.of(refund(HUNDRED))))).isEmpty();
    }

    @Test
    void shouldOpenRefundExceedsPaymentForARefundInAnotherCurrency() {
        assertThat(linked(paid().refunds(List.of(refund(new Money(10, "USD"))))))
                .extracting(Discrepancy::seen)
                .containsExactly("refunded 0.00 EUR, and 0.10 USD in another currency");
    }

    @Test
    void shouldNotMindARefundInAnotherCurrencyThatBroughtNothingBack() {
        Refund pending = new Refund("r1", new Money(10, "USD"), Refund.Status.PENDING);

        assertThat(linked(paid().refunds(List.of(pending)))).isEmpty();
    }

    private static PaymentObservationBuilder paid() {
        return read(PaymentStatus.PAID, 50).amount(HUNDRED);
    }

    private static Refund refund(Money amount) {
        return new Refund("r1", amount, Refund.Status.SUCCEEDED);
    }

    private static List<Discrepancy> linked(PaymentObservationBuilder observation) {
        return PaymentRules.discrepancies(fold(observation), OrderSearch.FOUND, TERMS);
    }

    private static List<Discrepancy> unlinked(PaymentObservationBuilder observation) {
        return PaymentRules.discrepancies(fold(observation), OrderSearch.GOING_ON, TERMS);
    }

    private static Payment fold(PaymentObservationBuilder observation) {
        return PaymentRules.fold(List.of(at(0, observation.build())));
    }
}
