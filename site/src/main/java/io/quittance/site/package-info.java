/**
 * The documents of the checkout as pages for a browser, which need no server. Rendering is pure; {@link io.quittance.site.Checkout}
 * reads files, {@link io.quittance.site.Site} writes them.
 */
@NullMarked
package io.quittance.site;

import org.jspecify.annotations.NullMarked;
