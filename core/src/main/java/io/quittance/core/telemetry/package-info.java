/** Every meter of the gateway, under the name that dashboards know it by. */
@NullMarked
package io.quittance.core.telemetry;

import org.jspecify.annotations.NullMarked;
