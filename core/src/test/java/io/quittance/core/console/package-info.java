@NullMarked
package io.quittance.core.console;

import org.jspecify.annotations.NullMarked;
