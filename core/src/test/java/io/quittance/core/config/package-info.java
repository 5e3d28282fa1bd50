@NullMarked
package io.quittance.core.config;

import org.jspecify.annotations.NullMarked;
