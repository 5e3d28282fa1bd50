package io.quittance.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.plugin.SettableClock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogLimitTest {

    private final SettableClock clock = new SettableClock();
    private final LogLimit limit = new LogLimit(clock);

    @Test
    void shouldCountWhatItLeavesOut() {
        assertThat(IntStream.range(0, 25).mapToObj(line -> limit.admit("shop")))
                .filteredOn(OptionalLong::isPresent)
                .hasSize(10)
                .containsOnly(OptionalLong.of(0));

        clock.advance(Duration.ofSeconds(1));

        assertThat(limit.admit("shop")).hasValue(15);
        assertThat(limit.admit("shop")).hasValue(0);
    }

    @Test
    void shouldGiveEachAccountItsOwn() {
        IntStream.range(0, 25).forEach(line -> limit.admit("noisy"));

        assertThat(limit.admit("quiet")).hasValue(0);
    }

    @Test
    void shouldGoOnWhenTheClockIsSetBack() {
        IntStream.range(0, 25).forEach(line -> limit.admit("shop"));

        clock.advance(Duration.ofHours(-1));

        assertThat(limit.admit("shop")).hasValue(15);
    }
}
