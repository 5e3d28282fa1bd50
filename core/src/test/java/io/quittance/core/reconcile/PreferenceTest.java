package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.Observed.START;
import static io.quittance.core.reconcile.Observed.at;
import static io.quittance.core.reconcile.Observed.carried;
import static io.quittance.core.reconcile.Observed.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.StoredObservation;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreferenceTest {

    private static final PaymentObservation READ = read(PaymentStatus.PAID, 30).build();

    @Test
    void shouldBelieveTheHigherRankWhoeverSaysIt() {
        PaymentObservation carried = carried(PaymentStatus.REFUNDED, 40).build();

        assertThat(bestFirst(at(0, READ), at(1, carried))).containsExactly(carried, READ);
    }

    @Test
    void shouldBelieveAReadBeforeANotificationOfTheSameRankHoweverLateItCame() {
        PaymentObservation carried = carried(PaymentStatus.PAID, 30)
                .providerTime(START.plusSeconds(60))
                .build();

        assertThat(bestFirst(at(0, READ), at(1, carried))).containsExactly(READ, carried);
    }

    @Test
    void shouldBelieveWhatALaterReadReplacedLast() {
        PaymentObservation higher = carried(PaymentStatus.REFUNDED, 40).build();

        assertThat(bestFirst(at(0, higher), at(1, READ))).containsExactly(READ, higher);
    }

    private static List<PaymentObservation> bestFirst(StoredObservation... observations) {
        return Preference.bestFirst(List.of(observations));
    }
}
