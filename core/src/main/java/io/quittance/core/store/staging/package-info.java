/** Notifications on the local disk, as long as the store cannot be reached. */
@NullMarked
package io.quittance.core.store.staging;

import org.jspecify.annotations.NullMarked;
