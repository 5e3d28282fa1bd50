package io.quittance.simulation;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Plays lives: one step after the other, with pauses, and nobody waits for what the steps cause to be delivered. */
final class Theatre {

    private static final Duration LONGEST_PLAY = Duration.ofMillis(2500);

    private final Chance chance;
    private final Pace pace;
    private final Postman postman;

    Theatre(Chance chance, Pace pace, Postman postman) {
        this.chance = chance;
        this.pace = pace;
        this.postman = postman;
    }

    /**
     * Plays a life.
     *
     * @param name its own among all
     * @param author writes it, by the chance of that name
     * @return completes when it is played, and everything delivered or given up
     */
    Future<Void> play(String name, Function<Chance, List<Step>> author) {
        Chance lots = chance.of(name);
        List<Step> steps = author.apply(lots.of("script"));
        Duration longestPause = LONGEST_PLAY.dividedBy(Math.max(1, steps.size()));
        List<Future<Void>> deliveries = new ArrayList<>();
        return playOn(steps.iterator(), lots.of("pauses"), longestPause, deliveries)
                .compose(played -> Future.join(deliveries))
                .mapEmpty();
    }

    private Future<Void> playOn(
            Iterator<Step> steps, Chance pauses, Duration longestPause, List<Future<Void>> deliveries) {
        if (!steps.hasNext() || pace.isEnded()) {
            return Future.succeededFuture();
        }
        steps.next().happen().forEach(letter -> deliveries.add(postman.deliver(letter)));
        return pace.pause(pauses.upTo(longestPause)).compose(paused -> playOn(steps, pauses, longestPause, deliveries));
    }
}
