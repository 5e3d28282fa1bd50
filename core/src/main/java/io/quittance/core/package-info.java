/** The entry point and the wiring of the gateway. */
@NullMarked
package io.quittance.core;

import org.jspecify.annotations.NullMarked;
