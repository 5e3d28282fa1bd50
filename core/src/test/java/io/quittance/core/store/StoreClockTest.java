package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreClockTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Instant machine = NOON;
    private long nanoTime = 42;
    private final StoreClock clock = new StoreClock(() -> machine, () -> nanoTime);

    @Test
    void shouldGoByTheMachineUntilTheStoreHasToldItsTime() {
        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.machineAhead()).isZero();
    }

    @Test
    void shouldGoByTheStore() {
        clock.told(NOON.plus(HOUR), nanoTime);
        passes(SECOND);

        assertThat(clock.instant()).isEqualTo(NOON.plus(HOUR).plus(SECOND));
        assertThat(clock.machineAhead()).isEqualTo(HOUR.negated());
    }

    @Test
    void shouldGoOnWhenTheMachineIsSet() {
        clock.told(NOON, nanoTime);
        machine = NOON.minus(HOUR);
        passes(SECOND);

        assertThat(clock.instant()).isEqualTo(NOON.plus(SECOND));
        assertThat(clock.machineAhead()).isEqualTo(HOUR.negated());
    }

    @Test
    void shouldNotGoBackForAnAnswerThatWasLongUnderWay() {
        clock.told(NOON, nanoTime);
        long askedAt = nanoTime;
        passes(SECOND.multipliedBy(3));

        clock.told(NOON.plus(SECOND), askedAt);

        assertThat(clock.instant()).isEqualTo(NOON.plus(SECOND.multipliedBy(3)));
    }

    @Test
    void shouldBeNearerAfterAnAnswerThatWasShortlyUnderWay() {
        long askedAt = nanoTime;
        passes(SECOND.multipliedBy(3));
        clock.told(NOON, askedAt);

        clock.told(NOON.plus(SECOND), nanoTime);

        assertThat(clock.instant()).isEqualTo(NOON.plus(SECOND));
    }

    @Test
    void shouldFollowAStoreThatIsSetBack() {
        clock.told(NOON, nanoTime);
        passes(SECOND);

        clock.told(NOON.minus(HOUR), nanoTime);

        assertThat(clock.instant()).isEqualTo(NOON.minus(HOUR));
    }

    private void passes(Duration span) {
        machine = machine.plus(span);
        nanoTime += span.toNanos();
    }
}
