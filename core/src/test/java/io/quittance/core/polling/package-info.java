@NullMarked
package io.quittance.core.polling;

import org.jspecify.annotations.NullMarked;
