/**
 * Measures the gateway beside its limits and its peers. Everything measured is a process of its own; this one only starts them,
 * makes the load, and reads the clock.
 */
@NullMarked
package io.quittance.bench;

import org.jspecify.annotations.NullMarked;
