package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.Observed.START;
import static io.quittance.core.reconcile.Observed.at;
import static io.quittance.core.reconcile.Observed.carried;
import static io.quittance.core.reconcile.Observed.read;
import static io.quittance.spi.PaymentObservation.Refund.Status.FAILED;
import static io.quittance.spi.PaymentObservation.Refund.Status.PENDING;
import static io.quittance.spi.PaymentObservation.Refund.Status.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentRulesTest {

    private static final Money HUNDRED = new Money(100, "EUR");

    @Test
    void shouldTakeTheLatestRead() {
        Payment payment = fold(
                at(2, read(PaymentStatus.FAILED, 10).amount(HUNDRED).build()),
                at(1, read(PaymentStatus.PAID, 50).amount(HUNDRED).build()));

        assertThat(payment.status().status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(payment.captured()).isZero();
    }

    @Test
    void shouldRaiseAReadByWhatWasCarriedSince() {
        Payment payment = fold(
                at(1, read(PaymentStatus.AUTHORIZED, 20).amount(HUNDRED).build()),
                at(2, carried(PaymentStatus.PAID, 50).build()));

        assertThat(payment.status().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(payment.captured()).as("of the amount that the read told").isEqualTo(100);
    }

    @Test
    void shouldNotLowerAReadByALateNotification() {
        Payment payment = fold(
                at(1, read(PaymentStatus.PAID, 50).amount(HUNDRED).build()),
                at(2, carried(PaymentStatus.FAILED, 40).amount(HUNDRED).build()));

        assertThat(payment.status().status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void shouldYieldDownwardsToALaterRead() {
        Payment payment = fold(
                at(1, carried(PaymentStatus.PAID, 50).amount(HUNDRED).build()),
                at(2, read(PaymentStatus.PENDING, 10).amount(HUNDRED).build()));

        assertThat(payment.status().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(payment.captured()).isZero();
    }

    @Test
    void shouldNotTakeARefundThatWasReadForTheStatusOfItsPayment() {
        PaymentObservation refund = PaymentObservation.builder(
                        Observed.PAYMENT.key(), PaymentObservation.Source.READ, ObservedStatus.notTold())
                .refunds(List.of(new Refund("r1", new Money(30, "EUR"), Refund.Status.SUCCEEDED)))
                .build();

        Payment read = fold(at(1, read(PaymentStatus.PAID, 50).amount(HUNDRED).build()), at(3, refund));
        Payment readAfterAClaim = fold(
                at(1, carried(PaymentStatus.PAID, 50).amount(HUNDRED).build()),
                at(2, read(PaymentStatus.PENDING, 10).amount(HUNDRED).build()),
                at(3, refund));
        Payment alone = fold(at(3, refund));

        assertThat(read.status().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(read.refunded()).isEqualTo(30);
        assertThat(readAfterAClaim.status().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(alone.status()).isEqualTo(ObservedStatus.notTold());
    }

    @Test
    void shouldTakeWhatARequestSawRatherThanWhatWasCarriedAtTheSameMoment() {
        Payment payment = fold(
                at(1, carried(PaymentStatus.PAID, 50).amount(HUNDRED).build()),
                at(1, read(PaymentStatus.PENDING, 10).amount(HUNDRED).build()));

        assertThat(payment.status().status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void shouldJoinNotificationsByRankWithoutARead() {
        Payment payment = fold(
                at(1, carried(PaymentStatus.PAID, 50).amount(HUNDRED).build()),
                at(2, carried(PaymentStatus.AUTHORIZED, 20).amount(HUNDRED).build()),
                at(3, carried(PaymentStatus.FAILED, 40).amount(HUNDRED).build()));

        assertThat(payment.status().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(payment.since()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void shouldTakeTheLargerCaptureOfEqualRank() {
        Payment payment = fold(
                at(
                        1,
                        carried(PaymentStatus.PARTIALLY_PAID, 30)
                                .captured(eur(80))
                                .build()),
                at(
                        2,
                        carried(PaymentStatus.PARTIALLY_PAID, 30)
                                .captured(eur(50))
                                .build()));

        assertThat(payment.captured()).isEqualTo(80);
    }

    @Test
    void shouldFillWhatTheBestObservationDoesNotTell() {
        Site site = new Site("1010", "1010");
        Payment payment = fold(
                at(
                        1,
                        carried(PaymentStatus.PENDING, 10)
                                .amount(HUNDRED)
                                .site(site)
                                .live(true)
                                .recurring(true)
                                .order(OrderMatch.matched("A1"))
                                .build()),
                at(2, read(PaymentStatus.PAID, 50).build()));

        assertThat(payment.amount()).isEqualTo(HUNDRED);
        assertThat(payment.captured()).isEqualTo(100);
        assertThat(payment.site()).isEqualTo(site);
        assertThat(payment.live()).isTrue();
        assertThat(payment.recurring()).isTrue();
        assertThat(payment.orderMatch()).isEqualTo(OrderMatch.matched("A1"));
    }

    @Test
    void shouldKeepAnOrderOnceFound() {
        Payment payment = fold(
                at(
                        1,
                        read(PaymentStatus.PAID, 50)
                                .order(OrderMatch.matched("A1"))
                                .build()),
                at(
                        2,
                        read(PaymentStatus.PAID, 50)
                                .order(OrderMatch.none("count 0"))
                                .build()));

        assertThat(payment.orderMatch()).isEqualTo(OrderMatch.matched("A1"));
    }

    @Test
    void shouldTakeTheLatestAnswerWhileNoOrderIsFound() {
        Payment payment = fold(
                at(
                        1,
                        read(PaymentStatus.PAID, 50)
                                .order(OrderMatch.ambiguous("count 2"))
                                .build()),
                at(
                        2,
                        read(PaymentStatus.PAID, 50)
                                .order(OrderMatch.none("count 0"))
                                .build()));

        assertThat(payment.orderMatch().kind()).isEqualTo(OrderMatch.Kind.NONE);
    }

    @ParameterizedTest
    @EnumSource(PaymentStatus.class)
    void shouldImplyTheCaptureByTheStatus(PaymentStatus status) {
        Payment payment = fold(at(1, read(status, 50).amount(HUNDRED).build()));

        assertThat(payment.captured()).isEqualTo(status.impliesCapture() ? 100 : 0);
        boolean wentBack = status == PaymentStatus.REFUNDED || status == PaymentStatus.REVERSED;
        assertThat(payment.refunded()).isEqualTo(wentBack ? 100 : 0);
    }

    @Test
    void shouldPreferTheToldCaptureToTheImpliedOne() {
        assertThat(fold(at(
                                1,
                                read(PaymentStatus.PAID, 50)
                                        .amount(HUNDRED)
                                        .captured(eur(70))
                                        .build()))
                        .captured())
                .isEqualTo(70);
    }

    @Test
    void shouldKeepThePartThatWasCapturedWhenItIsRefunded() {
        Payment payment = fold(
                at(
                        1,
                        carried(PaymentStatus.PARTIALLY_PAID, 30)
                                .amount(HUNDRED)
                                .captured(eur(50))
                                .build()),
                at(2, carried(PaymentStatus.REFUNDED, 60).amount(HUNDRED).build()));

        assertThat(payment.captured()).isEqualTo(50);
        assertThat(payment.refunded()).isEqualTo(50);
    }

    @Test
    void shouldCaptureTheRestOfAPartlyCapturedPayment() {
        Payment payment = fold(
                at(
                        1,
                        carried(PaymentStatus.PARTIALLY_PAID, 30)
                                .amount(HUNDRED)
                                .captured(eur(50))
                                .build()),
                at(2, carried(PaymentStatus.PAID, 50).amount(HUNDRED).build()),
                at(3, carried(PaymentStatus.DISPUTED, 70).amount(HUNDRED).build()));

        assertThat(payment.captured()).isEqualTo(100);
    }

    @Test
    void shouldKnowNoMoneyWithoutAnAmount() {
        Payment payment = fold(at(
                1,
                read(PaymentStatus.REFUNDED, 60)
                        .refunds(List.of(new Refund("r1", eur(5), SUCCEEDED)))
                        .build()));

        assertThat(payment.amount()).isNull();
        assertThat(payment.captured()).isZero();
        assertThat(payment.refunded()).isZero();
        assertThat(payment.refunds()).hasSize(1);
    }

    @Test
    void shouldTakeTheCapturedSumForTheAmountIfNobodyToldThat() {
        assertThat(fold(at(1, read(PaymentStatus.PAID, 50).captured(eur(70)).build()))
                        .amount())
                .isEqualTo(eur(70));
    }

    @Test
    void shouldCompareMoneyInTheCurrencyInWhichItWasCaptured() {
        Money dollars = new Money(120, "USD");
        Payment payment = fold(at(
                1,
                read(PaymentStatus.PAID, 50).amount(HUNDRED).captured(dollars).build()));

        assertThat(payment.amount()).isEqualTo(dollars);
        assertThat(payment.captured()).isEqualTo(120);
    }

    @Test
    void shouldNeverKnowNegativeMoney() {
        Payment payment = fold(at(
                1,
                read(PaymentStatus.PAID, 50)
                        .amount(eur(-5))
                        .refunds(List.of(new Refund("r1", eur(-7), SUCCEEDED)))
                        .build()));

        assertThat(payment.captured()).isZero();
        assertThat(payment.refunded()).isZero();
    }

    @Test
    void shouldHoldSumsThatNoLongCanHold() {
        Refund huge = new Refund("r1", eur(Long.MAX_VALUE), SUCCEEDED);
        Payment payment = fold(at(
                1,
                read(PaymentStatus.PARTIALLY_REFUNDED, 55)
                        .amount(HUNDRED)
                        .refunds(List.of(huge, new Refund("r2", huge.amount(), SUCCEEDED)))
                        .build()));

        assertThat(payment.refunded()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldMergeRefundsByIdOverAllObservations() {
        Payment payment = fold(
                at(
                        1,
                        carried(PaymentStatus.PAID, 50)
                                .amount(HUNDRED)
                                .refunds(List.of(new Refund("r2", eur(20), SUCCEEDED)))
                                .build()),
                at(
                        2,
                        carried(PaymentStatus.PAID, 50)
                                .refunds(
                                        List.of(new Refund("r1", eur(10), PENDING), new Refund("r2", eur(20), PENDING)))
                                .build()),
                at(
                        3,
                        read(PaymentStatus.PAID, 50)
                                .amount(HUNDRED)
                                .refunds(List.of(new Refund("r3", eur(5), SUCCEEDED)))
                                .build()));

        assertThat(payment.refunds())
                .containsExactly(
                        new Refund("r1", eur(10), PENDING),
                        new Refund("r2", eur(20), SUCCEEDED),
                        new Refund("r3", eur(5), SUCCEEDED));
        assertThat(payment.refunded()).isEqualTo(25);
    }

    @Test
    void shouldTakeARefundAsItWasReadLast() {
        Payment payment = fold(
                at(
                        1,
                        carried(PaymentStatus.PAID, 50)
                                .amount(HUNDRED)
                                .refunds(List.of(new Refund("r1", eur(20), SUCCEEDED)))
                                .build()),
                at(
                        2,
                        read(PaymentStatus.PAID, 50)
                                .refunds(List.of(new Refund("r1", eur(20), FAILED)))
                                .build()));

        assertThat(payment.refunded()).isZero();
    }

    @Test
    void shouldNotAddRefundsToWhatTheStatusImplies() {
        Payment payment = fold(at(
                1,
                read(PaymentStatus.REFUNDED, 60)
                        .amount(HUNDRED)
                        .refunds(List.of(new Refund("r1", eur(20), SUCCEEDED)))
                        .build()));

        assertThat(payment.refunded()).isEqualTo(100);
    }

    @Test
    void shouldLeaveRefundsInAnotherCurrencyOutOfTheSum() {
        Payment payment = fold(at(
                1,
                read(PaymentStatus.PAID, 50)
                        .amount(HUNDRED)
                        .refunds(List.of(new Refund("r1", new Money(20, "USD"), SUCCEEDED)))
                        .build()));

        assertThat(payment.refunded()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PAID, 100, 0",
        "AUTHORIZED, 0, 0",
        "REFUNDED, 100, 100",
        "DISPUTED, 0, 0",
        "CHARGED_BACK, 0, 0",
        "DISPUTE_WON, 100, 0",
    })
    void shouldNeitherGiveNorTakeMoneyByAnUnknownStatus(PaymentStatus before, long captured, long refunded) {
        Payment payment = fold(
                at(1, read(before, 50).amount(HUNDRED).build()),
                at(
                        2,
                        read(PaymentStatus.UNKNOWN, 0)
                                .amount(HUNDRED)
                                .captured(eur(1))
                                .build()));

        assertThat(payment.status().status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(payment.captured()).isEqualTo(captured);
        assertThat(payment.refunded()).isEqualTo(refunded);
    }

    @Test
    void shouldRefuseObservationsOfNoPaymentOrOfSeveral() {
        PaymentId other = new PaymentId("shop", PaymentKey.of("p2"));
        List<StoredObservation> mixed = List.of(
                at(1, read(PaymentStatus.PAID, 50).build()),
                at(1, other, read(PaymentStatus.PAID, 50).build()));

        assertThatThrownBy(() -> PaymentRules.fold(mixed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PaymentRules.fold(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Payment fold(StoredObservation... observations) {
        return PaymentRules.fold(List.of(observations));
    }

    private static Money eur(long minorUnits) {
        return new Money(minorUnits, "EUR");
    }
}
