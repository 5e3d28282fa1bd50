/** The configuration as records, and how they come out of a JSON file: strictly, with all problems at once. */
@NullMarked
package io.quittance.core.config;

import org.jspecify.annotations.NullMarked;
