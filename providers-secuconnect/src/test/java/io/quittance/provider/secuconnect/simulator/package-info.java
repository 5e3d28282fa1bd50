/** Tests of the simulator, by itself and with the plugin that it is there to try. */
@NullMarked
package io.quittance.provider.secuconnect.simulator;

import org.jspecify.annotations.NullMarked;
