/** What a configuration is without its secrets, and what lies between two of them. */
@NullMarked
package io.quittance.core.plan;

import org.jspecify.annotations.NullMarked;
