package io.quittance.core.console;

import io.quittance.core.store.CaseRow;
import org.jspecify.annotations.Nullable;

/**
 * A case.
 *
 * @param mayResolve whether this visitor may decide about it now
 * @param mayAccept whether an acceptance is one of the decisions
 * @param refusal why a decision was not taken; null: none was refused
 * @param note what the visitor wrote with it
 */
public record CasePage(
        CaseRow row,
        boolean mayResolve,
        boolean mayAccept,
        @Nullable String refusal,
        String note) {}
