/** Tests of what simulators share, with a provider that says no more than a number and a gateway that answers as told. */
@NullMarked
package io.quittance.simulation;

import org.jspecify.annotations.NullMarked;
