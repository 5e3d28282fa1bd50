/** Takes notifications in: authenticate, parse, append, acknowledge. */
@NullMarked
package io.quittance.core.intake;

import org.jspecify.annotations.NullMarked;
