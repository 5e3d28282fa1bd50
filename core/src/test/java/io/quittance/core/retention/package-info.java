@NullMarked
package io.quittance.core.retention;

import org.jspecify.annotations.NullMarked;
