package io.quittance.spi.simulator;

import java.time.Duration;

/**
 * What goes wrong between a simulated provider and the gateway. Shares are from 0 (never) to 1 (always), each decided for
 * every notification, attempt or call by itself.
 */
public record Faults(Delivery delivery, Strangers strangers, Api api) {

    /**
     * What happens to notifications.
     *
     * @param duplicate share that is sent once more although it was acknowledged
     * @param delayed share that waits up to {@code delay} before it is sent, so that later ones overtake
     * @param delay how long at most
     * @param dropped share of attempts that are lost on the way there; the provider sees no answer and tries again
     * @param unanswered share of attempts whose answer is lost on the way back; the provider tries again
     * @param silenced share that is never sent at all; only asking the provider tells
     * @param burst share that is held back, for two seconds at most, until a dozen can be sent at once
     */
    public record Delivery(
            double duplicate,
            double delayed,
            Duration delay,
            double dropped,
            double unanswered,
            double silenced,
            double burst) {}

    /**
     * What others send. It must have no effect.
     *
     * @param forged share of notifications that are preceded by one with wrong credentials or about an unknown payment
     * @param malformed share of notifications that are preceded by one that cannot be read
     */
    public record Strangers(double forged, double malformed) {}

    /**
     * What happens to calls of the provider's API.
     *
     * @param slow share that is answered only after up to a second
     * @param error share that is answered with an error, or not at all
     * @param outage how long at a time nothing is answered, every ten seconds; zero: never
     * @param tokenLifetime how long an access token is valid, where the provider has such
     */
    public record Api(double slow, double error, Duration outage, Duration tokenLifetime) {}

    /** Everything works. */
    public static Faults none() {
        return new Faults(
                new Delivery(0, 0, Duration.ZERO, 0, 0, 0, 0),
                new Strangers(0, 0),
                new Api(0, 0, Duration.ZERO, Duration.ofMinutes(20)));
    }

    /** A usual day. */
    public static Faults normal() {
        return new Faults(
                new Delivery(0.05, 0.1, Duration.ofMillis(800), 0.02, 0.02, 0, 0.05),
                new Strangers(0.02, 0.01),
                new Api(0.05, 0.01, Duration.ZERO, Duration.ofSeconds(8)));
    }

    /** A day to remember. */
    public static Faults harsh() {
        return new Faults(
                new Delivery(0.25, 0.4, Duration.ofSeconds(2), 0.15, 0.15, 0, 0.2),
                new Strangers(0.15, 0.1),
                new Api(0.2, 0.05, Duration.ofSeconds(1), Duration.ofSeconds(3)));
    }
}
