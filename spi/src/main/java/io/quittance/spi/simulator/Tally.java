package io.quittance.spi.simulator;

/**
 * What a simulated provider sent and how it was answered.
 *
 * @param sent notifications that were sent at least once; repeats, forged and malformed ones are not counted
 * @param acknowledged those of them that got the provider's own acknowledgement
 * @param attempts requests for them, with repeats and with those that were lost on the way
 * @param hostile forged and malformed notifications that were sent, without repeats
 * @param hostileRefused those of them that were answered as they must be
 * @param apiCalls calls that the API received, refused ones included
 */
public record Tally(long sent, long acknowledged, long attempts, long hostile, long hostileRefused, long apiCalls) {}
