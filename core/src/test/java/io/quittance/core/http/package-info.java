/** Tests of what is spoken over HTTP. */
@NullMarked
package io.quittance.core.http;

import org.jspecify.annotations.NullMarked;
