@NullMarked
package io.quittance.core.reconcile;

import org.jspecify.annotations.NullMarked;
