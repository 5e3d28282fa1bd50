@NullMarked
package io.quittance.core.store.staging;

import org.jspecify.annotations.NullMarked;
