@NullMarked
package io.quittance.core.trace;

import org.jspecify.annotations.NullMarked;
