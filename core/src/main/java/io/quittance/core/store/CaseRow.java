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
 * @param graceUntil until when nobody is alarmed about it; null: everybody is
 * @param closedAt when facts closed it; null: they did not
 * @param action what an operator decided; null, and so the following: nobody did
 * @param resolvedBy the name of the operator's token
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
        @Nullable Instant graceUntil,
        @Nullable Instant closedAt,
        @Nullable String action,
        @Nullable String note,
        @Nullable String resolvedBy,
        @Nullable Instant resolvedAt) {}
