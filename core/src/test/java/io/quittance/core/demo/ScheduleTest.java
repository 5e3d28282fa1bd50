package io.quittance.core.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant STARTED = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void shouldEndWhenItIsToldHoweverLongTheStartTook() {
        Schedule quick = Schedule.of(STARTED, at(1), Duration.ofSeconds(20));
        Schedule slow = Schedule.of(STARTED, at(9), Duration.ofSeconds(20));

        assertThat(quick).isEqualTo(new Schedule(STARTED, at(15), at(20), at(32)));
        assertThat(slow).isEqualTo(quick);
    }

    @Test
    void shouldTradeForAWhileHoweverShortItIs() {
        Schedule schedule = Schedule.of(STARTED, at(3), Duration.ofSeconds(1));

        assertThat(schedule).isEqualTo(new Schedule(STARTED, at(6), at(1), at(18)));
    }

    @Test
    void shouldNeverEndByItselfWithoutALength() {
        Schedule schedule = Schedule.of(STARTED, at(3), null);

        assertThat(schedule.lastOrder()).isEqualTo(Instant.MAX);
        assertThat(schedule.deadline()).isEqualTo(Instant.MAX);
    }

    private static Instant at(long seconds) {
        return STARTED.plusSeconds(seconds);
    }
}
