/** What became of notifications: the rules that turn observations into payments and payments into the state of an order. */
@NullMarked
package io.quittance.core.reconcile;

import org.jspecify.annotations.NullMarked;
