package io.quittance.core.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a case to decide about it again.
 *
 * @param about what it is about, see {@link About}
 * @param order the order it is about, or its payment's; null: none is known
 * @param payment the payment it is about; null: it is about something else
 */
public record CaseTopic(
        UUID id,
        CaseKind kind,
        String merchant,
        String about,
        @Nullable OrderKey order,
        @Nullable PaymentId payment) {}
