package io.quittance.core.config;

/** What becomes of an account whose plugin keeps blocking event loops. */
public enum WhenBlocking {
    /** Its code runs on threads of the account's own from then on. */
    WORKER,
    /** It takes nothing new. */
    QUARANTINE,
    /** It is only told. */
    WARN
}
