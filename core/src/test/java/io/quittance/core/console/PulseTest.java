package io.quittance.core.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quittance.core.console.Pulse.Beat;
import io.quittance.core.plugin.SettableClock;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.IntakeOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final Offset<Double> CLOSE = within(0.001);

    private final SettableClock clock = new SettableClock();
    private final Pulse pulse = new Pulse(clock);

    @Test
    void shouldTellWhatWasDoneASecond() {
        try (GatewayMetrics metrics = new GatewayMetrics()) {
            metrics.acknowledged("a", IntakeOutcome.ACCEPTED, Duration.ofMillis(9));
            pulse.feel(metrics.intake());
            for (int i = 0; i < 10; i++) {
                metrics.acknowledged("a", IntakeOutcome.ACCEPTED, Duration.ofMillis(1));
                metrics.acknowledged("b", IntakeOutcome.DUPLICATE, Duration.ofMillis(1));
            }
            metrics.acknowledged("b", IntakeOutcome.UNAUTHENTICATED, Duration.ofMillis(1));
            metrics.acknowledged("b", IntakeOutcome.UNAVAILABLE, Duration.ofMillis(1));
            metrics.backlog(7, Duration.ofSeconds(3));
            clock.advance(Duration.ofSeconds(5));
            pulse.feel(metrics.intake());
        }

        Beat beat = pulse.beats().get(0);
        assertThat(pulse.beats()).hasSize(1);
        assertThat(beat.kept()).isCloseTo(2, CLOSE);
        assertThat(beat.repeated()).isCloseTo(2, CLOSE);
        assertThat(beat.acknowledged()).isCloseTo(4, CLOSE);
        assertThat(beat.refused()).isCloseTo(0.2, CLOSE);
        assertThat(beat.turnedAway()).isCloseTo(0.2, CLOSE);
        assertThat(beat.slowest()).isBetween(0.5, 1.0);
        assertThat(beat.waiting()).isEqualTo(7);
        assertThat(beat.oldest()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void shouldKeepAQuarterOfAnHour() {
        try (GatewayMetrics metrics = new GatewayMetrics()) {
            for (int i = 0; i < 400; i++) {
                pulse.feel(metrics.intake());
                clock.advance(Pulse.EVERY);
            }
        }
        List<Beat> beats = pulse.beats();
        assertThat(Duration.between(
                        beats.get(0).at(), beats.get(beats.size() - 1).at()))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @Test
    void shouldFindTheQuantileWithinItsBucket() {
        TreeMap<Double, Double> answered = new TreeMap<>(Map.of(1.0, 50.0, 2.0, 90.0, 5.0, 100.0, 10.0, 100.0));
        assertThat(Pulse.quantile(answered, 0.5)).isCloseTo(1.0, CLOSE);
        assertThat(Pulse.quantile(answered, 0.7)).isCloseTo(1.5, CLOSE);
        assertThat(Pulse.quantile(answered, 0.99)).isCloseTo(4.7, CLOSE);
        assertThat(Pulse.quantile(new TreeMap<>(Map.of(1.0, 0.0)), 0.5)).isNull();
        assertThat(Pulse.quantile(new TreeMap<>(), 0.5)).isNull();
    }
}
