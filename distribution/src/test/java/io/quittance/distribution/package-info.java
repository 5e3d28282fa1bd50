/** Tests of the gateway as users get it: the built directory, started by its own launcher. */
@NullMarked
package io.quittance.distribution;

import org.jspecify.annotations.NullMarked;
