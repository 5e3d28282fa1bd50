package io.quittance.simulation;

import io.quittance.spi.simulator.Faults;
import java.time.Duration;

/**
 * What was decided about a notification before it is sent. All lots are drawn, whether they matter or not, so that a
 * decision never depends on another one.
 *
 * @param forged whether a forged one precedes it
 * @param malformed whether one that cannot be read precedes it
 * @param silenced whether it is never sent
 * @param delay how long it waits
 * @param burst whether it waits until a dozen can be sent
 * @param repeated whether it is sent once more after its acknowledgement
 */
record Fate(boolean forged, boolean malformed, boolean silenced, Duration delay, boolean burst, boolean repeated) {

    static Fate of(Faults faults, Chance chance) {
        Faults.Delivery delivery = faults.delivery();
        return new Fate(
                chance.of("forged").happens(faults.strangers().forged()),
                chance.of("malformed").happens(faults.strangers().malformed()),
                chance.of("silenced").happens(delivery.silenced()),
                chance.of("delayed").happens(delivery.delayed())
                        ? chance.of("delay").upTo(delivery.delay())
                        : Duration.ZERO,
                chance.of("burst").happens(delivery.burst()),
                chance.of("repeated").happens(delivery.duplicate()));
    }
}
