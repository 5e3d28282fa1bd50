package io.quittance.core.store;

/**
 * The right to work on a subject, for as long as the lease is renewed.
 *
 * @param token grows with every claim, so that a slow owner finds out at commit that another one took over
 */
public record Claim(String account, String subject, long token) {}
