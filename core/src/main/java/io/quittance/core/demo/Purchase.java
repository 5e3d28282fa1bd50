package io.quittance.core.demo;

import io.quittance.spi.Money;
import io.quittance.spi.simulator.Sale;
import java.time.Duration;

/**
 * An order that the shop places, with the payment that goes with it.
 *
 * @param provider at whom it is paid
 * @param sale what the payer is asked for, and how the payment goes
 * @param registered what the order is registered for
 * @param lateness how long after the payment began the order is registered; zero: before
 */
record Purchase(String provider, Sale sale, Money registered, Duration lateness) {

    String reference() {
        return sale.reference();
    }

    boolean isLate() {
        return !lateness.isZero();
    }

    Expectation expectation() {
        return Expectation.of(sale.life(), sale.amount().minorUnits(), registered.minorUnits());
    }

    /** What the payer will still owe, in minor units. */
    long missing() {
        return registered.minorUnits() - sale.amount().minorUnits();
    }
}
