package io.quittance.core.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case in a list.
 *
 * @param order the reference of the order it is about; null: none is known
 * @param payment the provider's id of the payment it is about; null: none
 * @param expected what should be, in words
 * @param seen what is, in words
 * @param proposal what a person could do about it
 */
public record CaseRow(
        UUID id,
        String kind,
        String state,
        String merchant,
        @Nullable String account,
        @Nullable String order,
        @Nullable String payment,
        @Nullable UUID notification,
        String expected,
        String seen,
        String proposal,
        Instant openedAt,
        @Nullable Instant closedAt) {}
