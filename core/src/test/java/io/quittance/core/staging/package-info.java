@NullMarked
package io.quittance.core.staging;

import org.jspecify.annotations.NullMarked;
