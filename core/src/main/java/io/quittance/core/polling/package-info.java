/** Asking providers without being notified: look-ups of payments about which there is a doubt. */
@NullMarked
package io.quittance.core.polling;

import org.jspecify.annotations.NullMarked;
