package io.quittance.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Something that does not fit, as the rules see it: what a case is opened for, and closed when it no longer holds.
 *
 * @param payment what it is about; null: the order as a whole
 * @param expected what should be, in words, without payer data
 * @param seen what is, in words, without payer data
 * @param proposal what a person could do about it
 */
public record Discrepancy(CaseKind kind, @Nullable PaymentId payment, String expected, String seen, String proposal) {}
