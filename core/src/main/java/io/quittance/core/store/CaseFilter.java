package io.quittance.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Which cases are asked for; null does not restrict.
 *
 * @param before the last case of the page before
 */
public record CaseFilter(
        @Nullable String merchant,
        @Nullable CaseState state,
        @Nullable CaseKind kind,
        @Nullable Cursor before,
        int limit) {}
