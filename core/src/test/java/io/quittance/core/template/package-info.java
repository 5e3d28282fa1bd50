@NullMarked
package io.quittance.core.template;

import org.jspecify.annotations.NullMarked;
