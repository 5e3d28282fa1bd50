package io.quittance.core.demo;

import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.Future;

/** Starts a {@link FakeSimulator}. */
public final class FakeSimulatorFactory implements ProviderSimulatorFactory {

    @Override
    public String provider() {
        return "testing";
    }

    @Override
    public Future<ProviderSimulator> start(SimulatorEnvironment environment) {
        return Future.succeededFuture(new FakeSimulator(environment));
    }
}
