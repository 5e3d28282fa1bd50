package io.quittance.core.plugin;

import java.time.Duration;

/**
 * What a call to a provider's API may take.
 *
 * @param timeout from the first byte sent, or the wish for a connection, to the last byte of the answer
 * @param answerBytes the longest body of an answer
 */
record HttpLimits(Duration timeout, int answerBytes) {

    static final HttpLimits DEFAULT = new HttpLimits(Duration.ofSeconds(10), 1024 * 1024);
}
