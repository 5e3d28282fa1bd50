@NullMarked
package io.quittance.core.delivery;

import org.jspecify.annotations.NullMarked;
