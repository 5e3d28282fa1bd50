package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnoutTest {

    private static final long BEGIN = 1_000;

    private final Turnout turnout = new Turnout(BEGIN);

    @Test
    void shouldHaveServedEverybodyIfNobodyCame() {
        assertThat(turnout.isOver()).isTrue();
        assertThat(turnout.share()).isEqualTo(1);
        assertThat(turnout.calmAfterSeconds()).isZero();
    }

    @Test
    void shouldBeOverOnceEachHasAnAnswerOrHungUp() {
        turnout.offered();
        turnout.offered();
        turnout.offered();
        turnout.answered(204, BEGIN, BEGIN);
        turnout.answered(503, BEGIN, BEGIN);
        assertThat(turnout.isOver()).isFalse();

        turnout.unanswered(BEGIN);

        assertThat(turnout.isOver()).isTrue();
        assertThat(turnout.acknowledged()).isEqualTo(1);
        assertThat(turnout.refused()).isEqualTo(1);
        assertThat(turnout.withoutAnswer()).isEqualTo(1);
        assertThat(turnout.share()).isEqualTo(1.0 / 3);
    }

    @Test
    void shouldBeCalmAfterTheLastSecondInWhichOneWasTurnedAway() {
        turnout.offered();
        turnout.offered();
        turnout.offered();
        turnout.answered(503, due(2_999), due(3_500));
        turnout.unanswered(due(1_000));
        turnout.answered(204, due(7_000), due(7_001));

        assertThat(turnout.calmAfterSeconds()).isEqualTo(3);
    }

    @Test
    void shouldCountTheTimeFromWhenItWasDue() {
        turnout.offered();
        turnout.answered(204, due(10), due(260));

        assertThat(turnout.percentileMillis(100)).isBetween(249.0, 251.0);
    }

    private static long due(long millis) {
        return BEGIN + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
