package io.quittance.spi;

/** What a failure means: decides the HTTP answer at intake, and whether and when reconciliation tries again. */
public enum ErrorCategory {
    /** The sender's bytes cannot be read: 400. */
    MALFORMED,
    /** The sender is not who it must be: 401. */
    UNAUTHENTICATED,
    /** The account's settings are wrong: a case at once; tried again like a temporary failure. */
    CONFIGURATION,
    /** Will pass by itself (a time-out, an overload): tried again from 1 s up to every 15 min, without end. */
    TEMPORARY,
    /** The provider's answer makes no sense and will probably stay so: a case at once; tried again like a temporary one. */
    PERMANENT
}
