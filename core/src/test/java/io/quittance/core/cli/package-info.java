@NullMarked
package io.quittance.core.cli;

import org.jspecify.annotations.NullMarked;
