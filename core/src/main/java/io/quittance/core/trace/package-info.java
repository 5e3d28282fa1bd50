/** Traces: what happened on the way of one notification, span by span. */
@NullMarked
package io.quittance.core.trace;

import org.jspecify.annotations.NullMarked;
