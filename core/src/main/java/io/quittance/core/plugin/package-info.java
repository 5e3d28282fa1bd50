/** Provider plugins: finding, isolating and running them, and what they see of the gateway. */
@NullMarked
package io.quittance.core.plugin;

import org.jspecify.annotations.NullMarked;
