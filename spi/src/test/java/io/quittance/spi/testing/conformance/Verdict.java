package io.quittance.spi.testing.conformance;

/**
 * What came of a check.
 *
 * @param text for {@link Kind#FAILED} what is wrong, why it matters and what the contract is; for
 *     {@link Kind#NOT_APPLICABLE} why there is nothing to check; else empty
 */
public record Verdict(Kind kind, String text) {

    /** How a check ended. */
    public enum Kind {
        /** The provider keeps to the contract. */
        PASSED,
        /** It does not. */
        FAILED,
        /** It has nothing that could be checked. */
        NOT_APPLICABLE
    }
}
