/** Tells the timeline of an order in words. Pure: from records to lines of text. */
@NullMarked
package io.quittance.core.explain;

import org.jspecify.annotations.NullMarked;
