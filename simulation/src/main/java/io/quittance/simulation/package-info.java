/**
 * What the simulators of providers share. A provider's own part is a {@link io.quittance.simulation.SimulatedProvider}: what
 * its API answers, what happens in a payment's life and which notifications that causes. Everything else is here:
 *
 * <ul>
 *   <li>{@link io.quittance.simulation.Simulator} plays the lives of sales, on one event loop, so that nothing needs a lock;
 *   <li>{@code Postman} sends notifications until they are acknowledged, late, twice, in bursts or not at all, as the
 *       faults say, and sometimes after an impostor;
 *   <li>{@code ApiFront} is the server that a provider's API stands behind, and that is slow, wrong or away at times;
 *   <li>{@link io.quittance.simulation.Chance} decides everything, the same in each run with the same seed.
 * </ul>
 *
 * <p>The gateway never depends on this, and it is never among its libraries or plugins.
 */
@NullMarked
package io.quittance.simulation;

import org.jspecify.annotations.NullMarked;
