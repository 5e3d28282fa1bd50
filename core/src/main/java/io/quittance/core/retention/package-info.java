/** Removes what is too old, and archives notifications before they go. */
@NullMarked
package io.quittance.core.retention;

import org.jspecify.annotations.NullMarked;
