package io.quittance.core.store;

import org.jspecify.annotations.Nullable;

/**
 * What an act is about.
 *
 * @param kind such as {@code case}
 * @param id null: not one, but several that the act's detail tells, or the gateway as a whole
 */
public record AuditTarget(String kind, @Nullable String id) {}
