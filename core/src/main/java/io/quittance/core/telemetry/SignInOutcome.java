package io.quittance.core.telemetry;

/** What came of it when somebody wanted to sign in to the console. */
public enum SignInOutcome {
    /** The token is known. */
    GRANTED,
    /** It is not. */
    REFUSED,
    /** Too many were refused before, so nothing was looked at. */
    LIMITED
}
