package io.quittance.spi.simulator;

import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * What a simulator is lent. Two simulators with equal seeds and faults make the same decisions in the same order; what
 * arrives when is up to the machine.
 *
 * @param vertx runs the simulator's servers, clients and timers
 * @param clock the only source of time
 * @param seed what all chance derives from
 * @param faults what goes wrong, and how often
 */
public record SimulatorEnvironment(Vertx vertx, Clock clock, long seed, Faults faults) {}
