package io.quittance.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Circuit circuit = new Circuit(16);

    @Test
    void shouldLeaveRoomForSomeAtATime() {
        circuit.began();

        assertThat(circuit.room(NOW)).isEqualTo(15);
    }

    @Test
    void shouldLetOneAtATimeFindOutWhetherTheEndpointIsBack() {
        open();

        assertThat(circuit.room(NOW)).isZero();
        assertThat(circuit.room(NOW.plus(Circuit.PAUSE))).isEqualTo(1);
        circuit.began();
        assertThat(circuit.room(NOW.plus(Circuit.PAUSE))).isZero();
        circuit.ended();

        assertThat(circuit.succeeded()).isTrue();
        assertThat(circuit.room(NOW)).isEqualTo(16);
    }

    @Test
    void shouldStayClosedWhileFailuresAndSuccessesTakeTurns() {
        for (int i = 0; i < 100; i++) {
            assertThat(circuit.failed(NOW)).isFalse();
            assertThat(circuit.succeeded()).isFalse();
        }

        assertThat(circuit.isOpen()).isFalse();
    }

    private void open() {
        for (int i = 1; i < Circuit.FAILURES; i++) {
            assertThat(circuit.failed(NOW)).isFalse();
        }
        assertThat(circuit.failed(NOW)).isTrue();
    }
}
