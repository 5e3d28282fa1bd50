/** Running stored notifications again, from {@code parse} on: when a plugin was wrong, or could not read them. */
@NullMarked
package io.quittance.core.replay;

import org.jspecify.annotations.NullMarked;
