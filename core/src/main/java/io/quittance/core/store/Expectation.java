package io.quittance.core.store;

import java.time.Instant;

/**
 * That something should come.
 *
 * @param since when anything was last heard, or when it was registered
 * @param asked how often the provider answered since, and nothing was new
 */
public record Expectation(Instant since, int asked) {}
