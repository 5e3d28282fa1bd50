package io.quittance.provider.secuconnect.simulator;

import io.quittance.simulation.Simulator;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.Future;

/** Starts simulators of secuconnect. */
public final class SecuconnectSimulatorFactory implements ProviderSimulatorFactory {

    @Override
    public String provider() {
        return "secuconnect";
    }

    @Override
    public Future<ProviderSimulator> start(SimulatorEnvironment environment) {
        return Simulator.start(environment, new SimulatedSecuconnect(environment));
    }
}
