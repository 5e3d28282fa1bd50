/**
 * A Postgres of our own, for who has none: started and stopped with the gateway, durable, reachable from this machine
 * and with a password only. Blocks; for the start and the end of the process.
 */
@NullMarked
package io.quittance.core.store.embedded;

import org.jspecify.annotations.NullMarked;
