package io.quittance.simulation;

import io.quittance.spi.simulator.Faults;

/** What goes wrong at present. It may get better, and then stays so. */
final class Conditions {

    private volatile Faults faults;

    Conditions(Faults faults) {
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    void calmDown() {
        faults = Faults.none();
    }
}
