/** The description of the management API, read from its OpenAPI document as far as a reader wants to know it. */
@NullMarked
package io.quittance.site.api;

import org.jspecify.annotations.NullMarked;
