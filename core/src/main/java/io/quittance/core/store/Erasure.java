package io.quittance.core.store;

/**
 * How much was erased of what was written about an order's payer.
 *
 * @param notifications of which query, headers and body went
 * @param shared how many of all its notifications tell of another order's payment too
 * @param payments of the order
 * @param observations of which a text went
 * @param timelineEntries of which one went
 * @param notes of operators about its cases
 * @param metadata whether the merchant's went
 */
public record Erasure(
        long notifications,
        long shared,
        long payments,
        long observations,
        long timelineEntries,
        long notes,
        boolean metadata) {}
