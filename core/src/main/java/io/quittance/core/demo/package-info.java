/**
 * Trade on one machine: simulated providers, a shop that registers orders, and somebody who checks that each order ends as
 * it must. Knows the gateway only as its users do: by its configuration and over HTTP.
 */
@NullMarked
package io.quittance.core.demo;

import org.jspecify.annotations.NullMarked;
