/** What core's tests are built with: a real Postgres, a fresh database for each test. */
@NullMarked
package io.quittance.core.testing;

import org.jspecify.annotations.NullMarked;
