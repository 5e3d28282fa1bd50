package io.quittance.spi.simulator;

import io.quittance.spi.Money;

/**
 * Something that a shop sells, and how its payment will go.
 *
 * @param reference the order's reference at the merchant: letters, digits, dashes and underscores, at most 40
 * @param amount what the payer is asked for, at least 10 minor units
 * @param life how the payment goes
 */
public record Sale(String reference, Money amount, Life life) {}
