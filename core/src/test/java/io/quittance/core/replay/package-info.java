@NullMarked
package io.quittance.core.replay;

import org.jspecify.annotations.NullMarked;
