/** Tells merchants: the feed that they read, and the webhooks that are sent to them. */
@NullMarked
package io.quittance.core.delivery;

import org.jspecify.annotations.NullMarked;
