package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.Observed.START;
import static io.quittance.core.reconcile.Observed.at;
import static io.quittance.core.reconcile.Observed.carried;
import static io.quittance.core.reconcile.Observed.read;
import static io.quittance.spi.PaymentStatus.DISPUTED;
import static io.quittance.spi.PaymentStatus.PAID;
import static io.quittance.spi.PaymentStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.StoredObservation;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RepetitionTest {

    private static final UUID NOTIFICATION = UUID.randomUUID();
    private static final Money HUNDRED = new Money(100, "EUR");

    private final List<StoredObservation> known = new ArrayList<>();

    @Test
    void shouldKeepWhatANotificationCarriesOnce() {
        StoredObservation claim = claimed(1, carried(PAID, 20).amount(HUNDRED).build());
        learn(claim);

        assertThat(learn(claimed(1, carried(PAID, 20).amount(HUNDRED).build()))).isEmpty();
        assertThat(known).containsExactly(claim);
    }

    @ParameterizedTest
    @MethodSource("differences")
    void shouldKeepTwoClaimsOfANotificationThatDiffer(UnaryOperator<PaymentObservationBuilder> difference) {
        learn(claimed(1, carried(PAID, 20).build()));
        StoredObservation other = claimed(1, difference.apply(carried(PAID, 20)).build());

        assertThat(learn(other)).containsExactly(other);
        assertThat(known).hasSize(2);
    }

    @Test
    void shouldNotTakeOtherWordsForAnotherClaim() {
        learn(claimed(1, carried(PAID, 20).order(OrderMatch.none("no order")).build()));
        ObservedStatus reworded = new ObservedStatus(PAID, 20, "code-20", "Paid at last", List.of());

        assertThat(learn(claimed(
                        1,
                        PaymentObservation.builder(Observed.PAYMENT.key(), Source.CARRIED, reworded)
                                .order(OrderMatch.none("no order found"))
                                .build())))
                .isEmpty();
    }

    @Test
    void shouldKeepTheSameClaimOfTwoNotifications() {
        learn(claimed(1, carried(PAID, 20).build()));

        assertThat(learn(at(2, carried(PAID, 20).build()))).hasSize(1);
    }

    @Test
    void shouldNotGrowWithReadsThatSayTheSame() {
        for (int second = 1; second <= 50; second++) {
            learn(at(second, read(PAID, 20).amount(HUNDRED).build()));
            learn(at(second, refundRead()));
        }

        assertThat(known).hasSizeLessThanOrEqualTo(4);
        assertThat(Preference.latestToldRead(known))
                .hasValueSatisfying(read -> assertThat(read.observedAt()).isEqualTo(START.plusSeconds(50)));
        assertThat(PaymentRules.fold(known).since())
                .as("when it was first heard of")
                .isEqualTo(START.plusSeconds(1));
    }

    @Test
    void shouldNotGrowWithReadsThatSwingToAndFro() {
        for (int second = 1; second <= 50; second++) {
            learn(at(second, second % 2 == 0 ? swing(PAID) : swing(DISPUTED)));

            assertThat(PaymentRules.fold(known).status().status()).isEqualTo(second % 2 == 0 ? PAID : DISPUTED);
        }

        assertThat(known).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void shouldFoldToTheSameAsIfAllReadsWereKept() {
        List<StoredObservation> all = List.of(
                at(1, carried(PENDING, 10).amount(HUNDRED).build()),
                at(2, read(PAID, 20).amount(HUNDRED).build()),
                at(3, carried(DISPUTED, 30).build()),
                at(4, read(PAID, 20).amount(HUNDRED).build()),
                at(5, refundRead()),
                at(6, read(PAID, 20).amount(HUNDRED).build()));

        all.forEach(this::learn);

        assertThat(PaymentRules.fold(known)).isEqualTo(PaymentRules.fold(all));
    }

    @Test
    void shouldLetAReadOvertakeAClaimAlthoughItSaysWhatAnEarlierReadSaid() {
        learn(at(1, carried(PENDING, 10).build()));
        learn(at(2, read(PENDING, 10).build()));
        learn(at(3, carried(PAID, 20).build()));
        learn(at(4, read(PENDING, 10).build()));

        assertThat(PaymentRules.fold(known).status().status()).isEqualTo(PENDING);
    }

    @Test
    void shouldNotMoveAReadBackInTime() {
        learn(at(1, carried(PENDING, 10).build()));
        learn(at(5, read(PAID, 20).build()));

        assertThat(learn(at(4, read(PAID, 20).build()))).isEmpty();
        assertThat(Preference.latestToldRead(known))
                .hasValueSatisfying(read -> assertThat(read.observedAt()).isEqualTo(START.plusSeconds(5)));
    }

    @Test
    void shouldTellOfAReadOnlyIfItIsNews() {
        StoredObservation read = at(1, read(PAID, 20).build());
        StoredObservation again = at(3, read(PAID, 20).build());

        assertThat(Repetition.worthTelling(List.of(), List.of(read))).containsExactly(read);
        assertThat(Repetition.worthTelling(List.of(read), List.of(again))).isEmpty();
        assertThat(Repetition.worthTelling(List.of(read, at(2, refundRead())), List.of(again)))
                .isEmpty();
        assertThat(Repetition.worthTelling(
                        List.of(read, at(2, carried(DISPUTED, 30).build())), List.of(again)))
                .as("it answers what a notification told")
                .containsExactly(again);
        assertThat(Repetition.worthTelling(
                        List.of(read, at(2, read(DISPUTED, 30).build())), List.of(again)))
                .containsExactly(again);
    }

    private List<StoredObservation> learn(StoredObservation... said) {
        List<StoredObservation> news = Repetition.news(known, List.of(said));
        List<StoredObservation> all = Repetition.join(known, news);
        known.clear();
        known.addAll(all);
        return news;
    }

    static List<UnaryOperator<PaymentObservationBuilder>> differences() {
        return List.of(
                claim -> claim.amount(HUNDRED),
                claim -> claim.captured(HUNDRED),
                claim -> claim.refunds(List.of(new Refund("r1", HUNDRED, Refund.Status.SUCCEEDED))),
                claim -> claim.order(OrderMatch.matched("A1")),
                claim -> claim.site(new Site("1", "2")),
                claim -> claim.live(true),
                claim -> claim.recurring(true));
    }

    private static StoredObservation claimed(int second, PaymentObservation observation) {
        return new StoredObservation(
                UUID.randomUUID(), Observed.PAYMENT, NOTIFICATION, START.plusSeconds(second), observation);
    }

    private static PaymentObservation swing(PaymentStatus status) {
        return read(status, status == PAID ? 20 : 30).amount(HUNDRED).build();
    }

    private static PaymentObservation refundRead() {
        return PaymentObservation.builder(Observed.PAYMENT.key(), Source.READ, ObservedStatus.notTold())
                .refunds(List.of(new Refund("r1", HUNDRED, Refund.Status.PENDING)))
                .build();
    }
}
