package io.quittance.core.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How much may be tried at an endpoint at a time. After several failures in a row the circuit is open: then one attempt at
 * a time, with a pause in between, finds out whether the endpoint is back. The first success closes it.
 */
final class Circuit {

    static final int FAILURES = 5;
    static final Duration PAUSE = Duration.ofSeconds(2);

    private final int room;
    private int busy;
    private int failures;
    private Instant pausedUntil = Instant.MIN;

    /**
     * A closed circuit.
     *
     * @param room how many attempts at a time while it is closed
     */
    Circuit(int room) {
        this.room = room;
    }

    /** How many attempts may begin now. */
    int room(Instant now) {
        if (!isOpen()) {
            return Math.max(0, room - busy);
        }
        return busy == 0 && !now.isBefore(pausedUntil) ? 1 : 0;
    }

    void began() {
        busy++;
    }

    /** An attempt ended without a word about the endpoint. */
    void ended() {
        busy--;
    }

    /** Whether that closed the circuit. */
    boolean succeeded() {
        boolean wasOpen = isOpen();
        failures = 0;
        return wasOpen;
    }

    /** Whether that opened the circuit. */
    boolean failed(Instant now) {
        boolean wasOpen = isOpen();
        failures++;
        pausedUntil = now.plus(PAUSE);
        return isOpen() && !wasOpen;
    }

    boolean isOpen() {
        return failures >= FAILURES;
    }
}
