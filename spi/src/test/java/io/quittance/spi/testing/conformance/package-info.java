/**
 * The conformance kit: a list of checks of what the SPI asks of a provider. An author says in a
 * {@link io.quittance.spi.testing.conformance.ConformanceSubject} what is recorded of the provider, and extends
 * {@link io.quittance.spi.testing.conformance.ConformanceTest}; whoever has no test
 * framework runs {@link io.quittance.spi.testing.conformance.ConformanceRun}, as {@code quittance conform} does.
 */
@NullMarked
package io.quittance.spi.testing.conformance;

import org.jspecify.annotations.NullMarked;
