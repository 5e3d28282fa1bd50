package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.LedgerFixture.builder;
import static io.quittance.core.reconcile.LedgerFixture.carried;
import static io.quittance.core.reconcile.LedgerFixture.stored;
import static io.quittance.spi.PaymentStatus.AUTHORIZED;
import static io.quittance.spi.PaymentStatus.FAILED;
import static io.quittance.spi.PaymentStatus.PAID;
import static io.quittance.spi.PaymentStatus.PARTIALLY_PAID;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.StoredObservation;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationRuleTest {

    private static final StoredObservation PAID_FIRST = carried("p1", PAID, 20, 1);

    @Test
    void shouldBelieveWhatRanksHighest() {
        StoredObservation failed = carried("p1", FAILED, 10, 2);

        assertThat(rule(PAID_FIRST, PAID_FIRST, failed)).isEqualTo(ObservationRule.DECIDES);
        assertThat(rule(failed, PAID_FIRST, failed)).isEqualTo(ObservationRule.RANKS_LOWER);
    }

    @Test
    void shouldTellWhoOnlyConfirms() {
        StoredObservation again = carried("p1", PAID, 20, 2);

        assertThat(rule(again, PAID_FIRST, again)).isEqualTo(ObservationRule.CONFIRMS);
        assertThat(rule(PAID_FIRST, PAID_FIRST, again)).isEqualTo(ObservationRule.DECIDES);
    }

    @Test
    void shouldTellWhatAReadReplaced() {
        StoredObservation read =
                stored("p1", 2, builder("p1", Source.READ, AUTHORIZED, 10).build());

        assertThat(rule(PAID_FIRST, PAID_FIRST, read)).isEqualTo(ObservationRule.READ_SINCE);
        assertThat(rule(read, PAID_FIRST, read)).isEqualTo(ObservationRule.DECIDES);
    }

    @Test
    void shouldTellWhoTellsLessOfTheSameRank() {
        ObservedStatus part = ObservedStatus.of(PARTIALLY_PAID, 20, "part");
        StoredObservation less = stored(
                "p1",
                2,
                PaymentObservation.builder(PaymentKey.of("p1"), Source.CARRIED, part)
                        .order(OrderMatch.matched("A1"))
                        .build());

        assertThat(rule(less, PAID_FIRST, less)).isEqualTo(ObservationRule.TELLS_LESS);
    }

    @Test
    void shouldTellWhatTellsNoStatus() {
        StoredObservation refund = stored(
                "p1",
                2,
                PaymentObservation.builder(PaymentKey.of("p1"), Source.CARRIED, ObservedStatus.notTold())
                        .build());

        assertThat(rule(refund, PAID_FIRST, refund)).isEqualTo(ObservationRule.TELLS_NO_STATUS);
    }

    @Test
    void shouldSayInWordsWhyItIsNotBelieved() {
        ObservedStatus failed = ObservedStatus.of(FAILED, 10, "4");
        ObservedStatus paid = ObservedStatus.of(PAID, 20, "11");

        assertThat(ObservationRule.RANKS_LOWER.reason(failed, paid))
                .hasValue("failed (4) comes before paid (11) in the life of a payment at this provider");
        assertThat(ObservationRule.READ_SINCE.reason(failed, paid))
                .hasValue("the provider was asked since, and told paid (11)");
        assertThat(ObservationRule.DECIDES.reason(paid, paid)).isEmpty();
    }

    private static ObservationRule rule(StoredObservation one, StoredObservation... all) {
        List<StoredObservation> known = List.of(all);
        return ObservationRule.of(one, known, PaymentRules.fold(known).status());
    }
}
