package io.quittance.core.replay;

import io.quittance.core.reconcile.Forecast;
import io.quittance.core.store.Ids;
import io.quittance.core.store.Replay;
import io.quittance.core.store.ReplayFilter;
import io.quittance.core.store.ReplayStore;
import io.quittance.core.store.StoredNotification;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where replays are asked for, or rehearsed. */
public final class ReplayDesk {

    /** So many notifications are rehearsed at most, the newest that are chosen. */
    public static final int MOST_REHEARSED = 1_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayDesk.class);

    private final Set<String> accounts;
    private final ReplayStore replays;
    private final Preview preview;
    private final Runnable wake;
    private final Clock clock;

    /**
     * Takes wishes.
     *
     * @param accounts the ids of those of the preview
     * @param wake is called when there is something to replay
     */
    public ReplayDesk(Set<String> accounts, ReplayStore replays, Preview preview, Runnable wake, Clock clock) {
        this.accounts = Set.copyOf(accounts);
        this.replays = replays;
        this.preview = preview;
        this.wake = wake;
        this.clock = clock;
    }

    /**
     * A replay that is going to happen.
     *
     * @param notifications how many
     */
    public record Accepted(UUID id, long notifications) {}

    /**
     * What a replay would change.
     *
     * @param notifications how many were looked at
     * @param more whether the filter chooses more than that
     * @param unreadable how many of them the plugin cannot read
     */
    public record Rehearsed(int notifications, boolean more, long unreadable, Forecast forecast) {}

    /** The accounts whose notifications can be replayed. */
    public Set<String> accounts() {
        return accounts;
    }

    /**
     * Has notifications replayed; durable when the Future completes.
     *
     * @param by who asks, the name of a token
     * @param described the filter as it was asked for, for the books
     */
    public Future<Accepted> request(String by, ReplayFilter filter, JsonObject described) {
        Replay replay = new Replay(Ids.next(), by, clock.instant());
        return replays.request(replay, filter, described)
                .onSuccess(count -> {
                    log(replay, described, count);
                    wake.run();
                })
                .map(count -> new Accepted(replay.id(), count));
    }

    /** Finds out what a replay would change, and changes nothing. Providers are asked. */
    public Future<Rehearsed> rehearse(String by, ReplayFilter filter) {
        Replay replay = new Replay(Ids.next(), by, clock.instant());
        return replays.sample(filter, MOST_REHEARSED + 1).compose(chosen -> {
            List<StoredNotification> looked = chosen.subList(0, Math.min(chosen.size(), MOST_REHEARSED));
            return preview.of(replay, looked)
                    .map(previewed -> new Rehearsed(
                            looked.size(),
                            chosen.size() > looked.size(),
                            previewed.reread().stream()
                                    .filter(one -> !one.isReadable())
                                    .count(),
                            previewed.forecast()));
        });
    }

    private static void log(Replay replay, JsonObject described, long count) {
        LOGGER.atInfo()
                .addKeyValue("replay", replay.id())
                .addKeyValue("by", replay.by())
                .addKeyValue("filter", described)
                .addKeyValue("notifications", count)
                .log("Notifications are to be replayed");
    }
}
