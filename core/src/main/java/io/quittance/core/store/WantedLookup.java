package io.quittance.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the provider is to be asked about now.
 *
 * @param claim the right to ask
 * @param merchant whose payment it is
 * @param inDoubt whether what is known contradicts itself; otherwise something is overdue
 * @param requestedAt when it was wished for last, by the store's clock
 * @param attempts how often in a row there was no answer to go by
 * @param expectation for how long it was waited for already
 * @param unconfirmed the status code that the latest answer told, if it is believed only once the next one tells it too
 */
public record WantedLookup(
        Claim claim,
        PaymentId payment,
        String merchant,
        boolean inDoubt,
        Instant requestedAt,
        int attempts,
        Expectation expectation,
        @Nullable String unconfirmed)
        implements Wanted {}
