package io.quittance.core.store;

import static java.util.Objects.requireNonNull;

/**
 * The facts that a case stands for, as they are compared: when they change, it is another case, and what an operator decided
 * about these says nothing about those.
 *
 * @param about what it is about, see {@link About}
 * @param expected what should be, in words
 * @param seen what is, in words
 */
public record CaseFacts(String merchant, String about, CaseKind kind, String expected, String seen) {

    /** The words become those that the store can keep. */
    public CaseFacts {
        expected = requireNonNull(WithoutNul.text(expected));
        seen = requireNonNull(WithoutNul.text(seen));
    }

    /** Those of a discrepancy. */
    public static CaseFacts of(String merchant, String about, Discrepancy discrepancy) {
        return new CaseFacts(merchant, about, discrepancy.kind(), discrepancy.expected(), discrepancy.seen());
    }
}
