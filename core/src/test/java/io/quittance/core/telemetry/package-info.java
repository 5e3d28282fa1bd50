/** Tests of what the gateway measures. */
@NullMarked
package io.quittance.core.telemetry;

import org.jspecify.annotations.NullMarked;
