package io.quittance.provider.smart2pay.simulator;

import io.quittance.simulation.Simulator;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.Future;

/** Starts simulators of Smart2Pay. */
public final class Smart2PaySimulatorFactory implements ProviderSimulatorFactory {

    @Override
    public String provider() {
        return "smart2pay";
    }

    @Override
    public Future<ProviderSimulator> start(SimulatorEnvironment environment) {
        return Simulator.start(environment, new SimulatedSmart2Pay(environment));
    }
}
