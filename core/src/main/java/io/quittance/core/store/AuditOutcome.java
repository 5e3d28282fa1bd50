package io.quittance.core.store;

/** What came of an act. */
public enum AuditOutcome {
    /** It is under way, or nobody could write down what came of it. */
    ASKED,
    /** It was done. */
    DONE,
    /** It was not done, since it did not fit what was there. */
    REFUSED
}
