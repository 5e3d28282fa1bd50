package io.quittance.spi.simulator;

/**
 * What a simulated provider sent and how it was answered.
 *
 * @param sent notifications that were sent at least once; repeats, forged and malformed ones are not counted
 * @param acknowledged those of them that got the provider's own acknowledgement
 * @param attempts requests for them, repeats included
 * @param hostile forged and malformed requests
 * @param hostileRefused those of them that were answered as they must be
 * @param apiCalls calls that the API received, refused ones included
 */
public record Tally(long sent, long acknowledged, long attempts, long hostile, long hostileRefused, long apiCalls) {}
