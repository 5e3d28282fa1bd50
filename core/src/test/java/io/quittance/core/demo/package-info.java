@NullMarked
package io.quittance.core.demo;

import org.jspecify.annotations.NullMarked;
