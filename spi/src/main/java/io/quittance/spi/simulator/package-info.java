/**
 * What a provider's simulator offers: the provider's API on loopback, and its notifications. A simulator is a jar of its
 * own beside the plugin's, found with {@link java.util.ServiceLoader}; no gateway that takes real money loads one, since it
 * can forge what it simulates. The demo and tests drive providers through it.
 *
 * <p>A simulator runs on event loops like a plugin, but sees everything that the gateway brings along.
 */
@NullMarked
package io.quittance.spi.simulator;

import org.jspecify.annotations.NullMarked;
