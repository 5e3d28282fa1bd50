package io.quittance.core.store;

import io.quittance.core.telemetry.CardNumbers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that does not fit, as the rules see it: what a case is opened for, and closed when it no longer holds.
 *
 * @param payment what it is about; null: the order as a whole
 * @param expected what should be, in words, without payer data
 * @param seen what is, in words, without payer data; all that would make it another case, and nothing else
 * @param proposal what a person could do about it, which may name circumstances
 * @param graceUntil until when nobody is alarmed about it, possibly over; null: everybody is, as soon as it is a case
 */
public record Discrepancy(
        CaseKind kind,
        @Nullable PaymentId payment,
        String expected,
        String seen,
        String proposal,
        @Nullable Instant graceUntil) {

    public Discrepancy {
        expected = CardNumbers.masked(expected);
        seen = CardNumbers.masked(seen);
        proposal = CardNumbers.masked(proposal);
    }

    /** A discrepancy that is told at once. */
    public Discrepancy(CaseKind kind, @Nullable PaymentId payment, String expected, String seen, String proposal) {
        this(kind, payment, expected, seen, proposal, null);
    }
}
