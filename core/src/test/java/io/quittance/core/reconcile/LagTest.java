package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.Observed.at;
import static io.quittance.core.reconcile.Observed.carried;
import static io.quittance.core.reconcile.Observed.read;
import static io.quittance.spi.PaymentStatus.DISPUTED;
import static io.quittance.spi.PaymentStatus.PAID;
import static io.quittance.spi.PaymentStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.StoredObservation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LagTest {

    private static final StoredObservation OPEN = at(1, read(PENDING, 10).build());
    private static final StoredObservation SUCCESS = at(100, carried(PAID, 20).build());
    private static final StoredObservation OPEN_STILL =
            at(101, read(PENDING, 10).build());

    @Test
    void shouldSuspectAnAnswerThatTakesAwayWhatWasJustNotified() {
        assertThat(suspected(OPEN_STILL, OPEN, SUCCESS)).contains(OPEN_STILL);
        assertThat(suspected(OPEN_STILL, SUCCESS)).contains(OPEN_STILL);
    }

    @Test
    void shouldBelieveTheSecondAnswerThatSaysTheSame() {
        assertThat(Lag.suspected(List.of(OPEN, SUCCESS), List.of(OPEN_STILL), "code-10"))
                .isEmpty();
        assertThat(Lag.suspected(List.of(OPEN, SUCCESS), List.of(OPEN_STILL), "code-5"))
                .contains(OPEN_STILL);
    }

    @Test
    void shouldBelieveWhatGoesOn() {
        assertThat(suspected(at(101, read(PAID, 20).build()), OPEN, SUCCESS)).isEmpty();
        assertThat(suspected(at(101, read(DISPUTED, 30).build()), OPEN, SUCCESS))
                .isEmpty();
    }

    @Test
    void shouldBelieveAnAnswerAboutSomethingOlder() {
        assertThat(suspected(at(159, read(PENDING, 10).build()), SUCCESS)).isPresent();
        assertThat(suspected(at(160, read(PENDING, 10).build()), SUCCESS)).isEmpty();
    }

    @Test
    void shouldSuspectAnAnswerAlthoughANotificationSaysItToo() {
        StoredObservation dispute = at(90, carried(DISPUTED, 30).build());
        StoredObservation paid = at(100, carried(PAID, 20).build());
        StoredObservation paidAgain = at(101, read(PAID, 20).build());

        assertThat(suspected(paidAgain, dispute, paid))
                .as("the notification may come late")
                .contains(paidAgain);
    }

    @Test
    void shouldSuspectAnAnswerThatTakesAwayWhatTheProviderJustTold() {
        StoredObservation told = at(60, read(DISPUTED, 30).build());
        StoredObservation late = at(100, carried(PAID, 20).build());
        StoredObservation older = at(101, read(PAID, 20).build());

        assertThat(suspected(older, told, late)).contains(older);
        assertThat(suspected(at(121, older.observation()), told, late)).isEmpty();
    }

    @Test
    void shouldNotMindWhatTheAnswerDoesNotReplace() {
        assertThat(suspected(at(99, read(PENDING, 10).build()), OPEN, SUCCESS))
                .as("asked before the notification came, which holds")
                .isEmpty();
        assertThat(suspected(OPEN_STILL, SUCCESS, at(100, read(PENDING, 10).build())))
                .as("taken away already")
                .isEmpty();
    }

    private static Optional<StoredObservation> suspected(StoredObservation answer, StoredObservation... known) {
        return Lag.suspected(List.of(known), List.of(answer), null);
    }
}
