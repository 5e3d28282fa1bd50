package io.quittance.simulation;

import io.quittance.spi.simulator.Faults;
import io.vertx.core.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntPredicate;

/**
 * Brings notifications to the gateway, and does not rest before it answers with the provider's own acknowledgement; as far
 * as the faults let it. Used on the simulator's event loop only.
 */
final class Postman {

    private static final Logger LOGGER = System.getLogger(Postman.class.getName());

    private static final Duration GIVES_UP_AFTER = Duration.ofMinutes(10);
    private static final Duration FIRST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(3);
    private static final int MOST_DOUBLINGS = 5;
    private static final int LOST = -1;
    private static final int UNAVAILABLE = 503;

    private final SimulatedProvider provider;
    private final Mailbox mailbox;
    private final Conditions conditions;
    private final Chance chance;
    private final Pace pace;
    private final Counts counts;
    private final Clock clock;
    private final Batch batch;

    Postman(
            SimulatedProvider provider,
            Mailbox mailbox,
            Conditions conditions,
            Chance chance,
            Pace pace,
            Counts counts,
            Clock clock) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.conditions = conditions;
        this.chance = chance;
        this.pace = pace;
        this.counts = counts;
        this.clock = clock;
        this.batch = new Batch(pace);
    }

    /** Completes when the letter is acknowledged, given up, or was never to be sent. Never fails. */
    Future<Void> deliver(Letter letter) {
        Chance lots = chance.of(letter.id());
        Fate fate = Fate.of(conditions.faults(), lots);
        if (fate.silenced()) {
            return Future.succeededFuture();
        }
        return pace.pause(fate.delay())
                .compose(delayed -> fate.burst() ? batch.join() : Future.succeededFuture())
                .compose(held -> sendStrangers(letter, fate, lots))
                .compose(sent -> send(letter, lots))
                .compose(done -> fate.repeated() ? repeat(letter) : Future.succeededFuture());
    }

    private Future<Void> sendStrangers(Letter letter, Fate fate, Chance lots) {
        Future<Void> forged =
                fate.forged() ? send(provider.forge(letter, lots.of("forger"))) : Future.succeededFuture();
        return forged.compose(sent ->
                fate.malformed() ? send(Stranger.malformed(lots.of("stammerer"), letter)) : Future.succeededFuture());
    }

    private Future<Void> send(Stranger stranger) {
        if (pace.isEnded()) {
            return Future.succeededFuture();
        }
        counts.hostile.incrementAndGet();
        return until(status -> status != LOST && status != UNAVAILABLE, attempt -> post(stranger.letter()))
                .map(status -> {
                    if (status == stranger.answer()) {
                        counts.hostileRefused.incrementAndGet();
                    } else {
                        LOGGER.log(
                                Level.WARNING, "A stranger was answered {0} instead of {1}", status, stranger.answer());
                    }
                    return null;
                });
    }

    private Future<Void> send(Letter letter, Chance lots) {
        if (pace.isEnded()) {
            return Future.succeededFuture();
        }
        counts.sent.incrementAndGet();
        return until(this::isAcknowledgement, attempt -> attempt(letter, lots.of("attempt " + attempt)))
                .map(status -> {
                    if (isAcknowledgement(status)) {
                        counts.acknowledged.incrementAndGet();
                    } else if (!pace.isEnded()) {
                        LOGGER.log(Level.WARNING, "A notification was given up, lastly answered with {0}", status);
                    }
                    return null;
                });
    }

    private Future<Integer> attempt(Letter letter, Chance lots) {
        counts.attempts.incrementAndGet();
        Faults.Delivery faults = conditions.faults().delivery();
        boolean dropped = lots.happens(faults.dropped());
        boolean unanswered = lots.happens(faults.unanswered());
        if (dropped) {
            return Future.succeededFuture(LOST);
        }
        return post(letter).map(status -> unanswered ? LOST : status);
    }

    private Future<Void> repeat(Letter letter) {
        if (pace.isEnded()) {
            return Future.succeededFuture();
        }
        counts.attempts.incrementAndGet();
        return post(letter).mapEmpty();
    }

    private Future<Integer> post(Letter letter) {
        return mailbox.put(letter).otherwise(LOST);
    }

    private boolean isAcknowledgement(int status) {
        return status == provider.acknowledgement();
    }

    private Future<Integer> until(IntPredicate enough, Attempts attempts) {
        return again(enough, attempts, 1, clock.instant().plus(GIVES_UP_AFTER));
    }

    private Future<Integer> again(IntPredicate enough, Attempts attempts, int attempt, Instant deadline) {
        if (pace.isEnded()) {
            return Future.succeededFuture(LOST);
        }
        return attempts.make(attempt).compose(status -> {
            if (enough.test(status) || clock.instant().isAfter(deadline)) {
                return Future.succeededFuture(status);
            }
            return pace.pause(interval(attempt)).compose(paused -> again(enough, attempts, attempt + 1, deadline));
        });
    }

    private static Duration interval(int attempt) {
        Duration grown = FIRST_INTERVAL.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        return grown.compareTo(LONGEST_INTERVAL) < 0 ? grown : LONGEST_INTERVAL;
    }

    /** Makes one attempt, the first has number 1, and tells the status code, or {@link #LOST}. */
    private interface Attempts {
        Future<Integer> make(int attempt);
    }
}
