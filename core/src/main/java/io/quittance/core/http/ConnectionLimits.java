package io.quittance.core.http;

import java.time.Duration;

/**
 * How long a sender may take, and how many there may be.
 *
 * @param head for the head of a request, from its first byte, or from the connection on which none comes
 * @param body for the body of a request, from the end of its head
 * @param farewell to read an answer that came before the end of its request
 * @param rest for the next byte, whatever it belongs to; longer than any answer takes
 * @param connections how many an event loop holds at a time
 */
record ConnectionLimits(Duration head, Duration body, Duration farewell, Duration rest, int connections) {

    static final ConnectionLimits DEFAULT = new ConnectionLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(60), 4_096);
}
