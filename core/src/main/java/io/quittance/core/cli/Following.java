package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notifications whose states are followed, each state told once. What is committed late has an earlier time than what was
 * seen before, so that the list is asked again from a little before the newest.
 */
final class Following {

    private static final Duration OVERLAP = Duration.ofSeconds(5);
    private static final Set<String> ENDS = Set.of("done", "ignored", "malformed", "poisoned");

    private final Map<String, JsonObject> told = new LinkedHashMap<>();
    private final Deque<String> unfinished = new ArrayDeque<>();
    private @Nullable Instant newest;

    /** From when on the list is to be asked; null: from the beginning. */
    @Nullable
    Instant from() {
        return newest == null ? null : newest.minus(OVERLAP);
    }

    /** What is new in what the list says, oldest first. */
    List<JsonObject> news(List<JsonObject> newestFirst) {
        List<JsonObject> news = new ArrayList<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            JsonObject row = newestFirst.get(i);
            JsonObject before = told.put(row.getString("id"), row);
            if (before == null || !before.getString("state").equals(row.getString("state"))) {
                news.add(row);
            }
            if (before == null && !isEnd(row)) {
                unfinished.add(row.getString("id"));
            }
            Instant received = received(row);
            newest = newest == null || received.isAfter(newest) ? received : newest;
        }
        forget();
        return news;
    }

    /** The next few that have not ended and are not in what the list says; in turns. */
    List<String> unfinished(Collection<JsonObject> listed, int most) {
        Set<String> there =
                Set.copyOf(listed.stream().map(row -> row.getString("id")).toList());
        List<String> some = new ArrayList<>();
        for (int left = unfinished.size(); left > 0 && some.size() < most; left--) {
            String id = unfinished.remove();
            JsonObject row = told.get(id);
            if (row != null && !isEnd(row)) {
                unfinished.add(id);
                if (!there.contains(id)) {
                    some.add(id);
                }
            }
        }
        return some;
    }

    /** One that is there no more, since its time to be kept is over. */
    void forget(String id) {
        told.remove(id);
    }

    /** Whether nothing more becomes of it. */
    static boolean isEnd(JsonObject row) {
        return ENDS.contains(row.getString("state"));
    }

    static Instant received(JsonObject row) {
        return Instant.parse(row.getString("receivedAt"));
    }

    /** What ended and is listed no more. */
    private void forget() {
        Instant from = from();
        told.values()
                .removeIf(row -> isEnd(row) && from != null && received(row).isBefore(from));
    }
}
