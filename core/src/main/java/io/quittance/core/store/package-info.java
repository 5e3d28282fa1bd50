/** The shared Postgres store: records, SQL, migrations, and the embedded server. Everything but migration is non-blocking. */
@NullMarked
package io.quittance.core.store;

import org.jspecify.annotations.NullMarked;
