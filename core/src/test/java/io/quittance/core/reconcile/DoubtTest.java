package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.Observed.at;
import static io.quittance.core.reconcile.Observed.read;
import static io.quittance.spi.PaymentStatus.DISPUTED;
import static io.quittance.spi.PaymentStatus.FAILED;
import static io.quittance.spi.PaymentStatus.PAID;
import static io.quittance.spi.PaymentStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.StoredObservation;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStatus;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DoubtTest {

    private static final Money HUNDRED = new Money(100, "EUR");
    private static final Money NINETY = new Money(90, "EUR");

    private static final StoredObservation REFUND = at(5, refundOnly(Source.CARRIED));

    @Test
    void shouldNotDoubtWhatWasReadAlone() {
        assertThat(doubt(at(1, read(PAID, 20).build()))).isEmpty();
    }

    @Test
    void shouldNotDoubtTheFirstClaim() {
        assertThat(doubt(at(1, carried(PAID, 20).build()))).isEmpty();
    }

    @Test
    void shouldNotDoubtClaimsInTheOrderOfTheirRanks() {
        StoredObservation open = at(1, carried(PENDING, 10).build());
        StoredObservation success = at(2, carried(PAID, 20).build());

        assertThat(doubt(open, success)).isEmpty();
        assertThat(doubt(success, open)).isEmpty();
    }

    @Test
    void shouldNotDoubtClaimsOfOneMoment() {
        assertThat(doubt(
                        at(1, carried(PAID, 20).build()),
                        at(1, carried(PENDING, 10).build())))
                .isEmpty();
    }

    @Test
    void shouldDoubtAWeakerClaimAfterAStrongerOne() {
        assertThat(doubt(
                        at(1, carried(PAID, 20).build()),
                        at(2, carried(FAILED, 15).build())))
                .contains("a notification tells status code-15 (failed) after another one told status code-20 (paid)");
    }

    @Test
    void shouldDoubtAClaimThatContradictsTheLatestRead() {
        assertThat(doubt(
                        at(1, read(PENDING, 10).build()),
                        at(2, carried(PAID, 20).build())))
                .contains("a notification tells status code-20 (paid);"
                        + " the provider told status code-10 (pending) when it was last asked");
        assertThat(doubt(
                        at(1, read(PAID, 20).build()), at(2, carried(FAILED, 15).build())))
                .isPresent();
    }

    @Test
    void shouldNotDoubtWhatARepliedReadAlreadyAnswered() {
        StoredObservation claim = at(2, carried(PAID, 20).build());

        assertThat(doubt(claim, at(3, read(PENDING, 10).build()))).isEmpty();
        assertThat(doubt(claim, at(2, read(PENDING, 10).build()))).isEmpty();
        assertThat(doubt(
                        at(1, carried(PAID, 20).build()),
                        at(2, carried(FAILED, 15).build()),
                        at(3, read(PAID, 20).build())))
                .isEmpty();
    }

    @Test
    void shouldNotDoubtAClaimThatConfirmsTheLatestRead() {
        assertThat(doubt(
                        at(1, read(PAID, 20).amount(HUNDRED).build()),
                        at(2, carried(PAID, 20).amount(HUNDRED).build())))
                .isEmpty();
    }

    @Test
    void shouldDoubtAnotherAmountOrCapturedSumWhereBothTellIt() {
        StoredObservation read = at(1, read(PAID, 20).amount(HUNDRED).build());

        assertThat(doubt(read, at(2, carried(PAID, 20).amount(NINETY).build())))
                .contains("a notification tells an amount of 0.90 EUR;"
                        + " the provider told 1.00 EUR when it was last asked");
        assertThat(doubt(read, at(2, carried(PAID, 20).build()))).isEmpty();
        assertThat(doubt(read, at(2, carried(PAID, 20).captured(NINETY).build())))
                .isEmpty();
        assertThat(doubt(
                        at(1, read(PAID, 20).captured(HUNDRED).build()),
                        at(2, carried(PAID, 20).captured(NINETY).build())))
                .isPresent();
    }

    @Test
    void shouldDoubtAPaymentThatIsKnownByItsRefundAlone() {
        assertThat(doubt(REFUND)).contains("nothing tells the status of the payment itself");
        assertThat(doubt(at(1, refundOnly(Source.READ)))).isPresent();
    }

    @Test
    void shouldDoubtAPaymentThatIsKnownInPart() {
        StoredObservation dispute = at(1, Observed.carried(DISPUTED, 30).build());

        assertThat(doubt(dispute)).contains("nothing that tells the payment's status tells its amount");
        assertThat(doubt(dispute, REFUND)).isPresent();
        assertThat(doubt(at(1, Observed.carried(DISPUTED, 30).amount(HUNDRED).build())))
                .contains("nothing tells which order the payment is for");
        assertThat(doubt(dispute, at(2, carried(DISPUTED, 30).build()))).isEmpty();
    }

    @Test
    void shouldNotDoubtThatAnOrderIsMissing() {
        PaymentObservationBuilder claim = Observed.carried(PAID, 20).amount(HUNDRED);

        assertThat(doubt(at(1, claim.order(OrderMatch.matched("not registered")).build())))
                .isEmpty();
        assertThat(doubt(at(1, claim.order(OrderMatch.none("none found")).build())))
                .isEmpty();
        assertThat(doubt(at(1, claim.order(OrderMatch.notTold()).recurring(true).build())))
                .isEmpty();
    }

    @Test
    void shouldNotDoubtWhatTheProviderToldInPart() {
        assertThat(doubt(
                        at(1, Observed.carried(DISPUTED, 30).build()),
                        at(2, read(DISPUTED, 30).build())))
                .isEmpty();
    }

    @Test
    void shouldNotTakeARefundForAClaimOrARead() {
        assertThat(doubt(at(1, read(PAID, 20).build()), REFUND)).isEmpty();
        assertThat(doubt(at(1, carried(PAID, 20).build()), REFUND)).isEmpty();
        assertThat(doubt(at(1, carried(PAID, 20).build()), at(2, refundOnly(Source.READ))))
                .isEmpty();
    }

    @Test
    void shouldDoubtWhenAnEarlierStatusComesAgain() {
        StoredObservation first = at(1, carried(PENDING, 10).build());
        StoredObservation second = at(2, carried(PAID, 20).build());

        assertThat(about(List.of(first, second), List.of(first)))
                .contains("a notification of status code-10 (pending) came again,"
                        + " and status code-20 (paid) is what is known");
        assertThat(about(List.of(first, second), List.of(second))).isEmpty();
        assertThat(about(List.of(first, REFUND), List.of(REFUND))).isEmpty();
    }

    /** The order in which observations are on record must not matter. */
    private static Optional<String> doubt(StoredObservation... observations) {
        List<StoredObservation> one = Arrays.asList(observations.clone());
        List<StoredObservation> other = Arrays.asList(observations.clone());
        Collections.reverse(other);
        Optional<String> doubt = about(one, List.of());
        assertThat(about(other, List.of())).isEqualTo(doubt);
        return doubt;
    }

    private static Optional<String> about(List<StoredObservation> observations, List<StoredObservation> repeated) {
        return Doubt.about(observations, PaymentRules.fold(observations), repeated);
    }

    /** An ordinary claim: it tells what the payment is over, and for which order. */
    private static PaymentObservationBuilder carried(PaymentStatus status, int rank) {
        return Observed.carried(status, rank).amount(HUNDRED).order(OrderMatch.matched("A1"));
    }

    private static PaymentObservation refundOnly(Source source) {
        return PaymentObservation.builder(Observed.PAYMENT.key(), source, ObservedStatus.notTold())
                .refunds(List.of(new Refund("r1", HUNDRED, Refund.Status.SUCCEEDED)))
                .build();
    }
}
