@NullMarked
package io.quittance.core.intake;

import org.jspecify.annotations.NullMarked;
