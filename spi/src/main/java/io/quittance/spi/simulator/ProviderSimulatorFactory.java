package io.quittance.spi.simulator;

import io.vertx.core.Future;

/**
 * The entry point of a simulator jar, named in
 * {@code META-INF/services/io.quittance.spi.simulator.ProviderSimulatorFactory}. Public, with a public constructor without
 * parameters, and stateless.
 */
public interface ProviderSimulatorFactory {

    /** The name of the provider that is simulated, as configuration refers to it. */
    String provider();

    /**
     * Starts a simulator: its API listens on a free port of the loopback interface when the Future completes.
     *
     * @param environment what the simulator is lent
     */
    Future<ProviderSimulator> start(SimulatorEnvironment environment);
}
