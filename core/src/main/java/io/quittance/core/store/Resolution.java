package io.quittance.core.store;

import java.time.Instant;

/**
 * How an operator resolves a case.
 *
 * @param note why, in the operator's words
 * @param by the name of the operator's token
 */
public record Resolution(CaseAction action, String note, String by, Instant at) {}
