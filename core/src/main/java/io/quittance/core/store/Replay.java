package io.quittance.core.store;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody's wish that stored notifications be run again.
 *
 * @param by the name of the token that asked
 */
public record Replay(UUID id, String by, Instant at) {}
