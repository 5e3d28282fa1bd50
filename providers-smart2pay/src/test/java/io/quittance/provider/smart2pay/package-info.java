/** Tests of the provider with the bodies that Smart2Pay and its public libraries document. */
@NullMarked
package io.quittance.provider.smart2pay;

import org.jspecify.annotations.NullMarked;
