/** Hand-written fakes of what the gateway lends to a plugin, for the tests of plugins. */
@NullMarked
package io.quittance.spi.testing;

import org.jspecify.annotations.NullMarked;
