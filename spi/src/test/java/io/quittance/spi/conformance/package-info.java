/** The conformance kit, tried on a provider that is right and on many that are wrong in one way each. */
@NullMarked
package io.quittance.spi.conformance;

import org.jspecify.annotations.NullMarked;
