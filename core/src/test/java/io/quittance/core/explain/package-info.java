@NullMarked
package io.quittance.core.explain;

import org.jspecify.annotations.NullMarked;
