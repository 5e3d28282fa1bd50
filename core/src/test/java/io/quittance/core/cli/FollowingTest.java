package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowingTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Following following = new Following();

    @Test
    void shouldTellEachStateOnce() {
        assertThat(states(following.news(List.of(row("b", 1, "waiting"), row("a", 0, "done")))))
                .containsExactly("a done", "b waiting");
        assertThat(following.news(List.of(row("b", 1, "waiting"), row("a", 0, "done"))))
                .isEmpty();
        assertThat(states(following.news(List.of(row("b", 1, "done"), row("a", 0, "done")))))
                .containsExactly("b done");
    }

    @Test
    void shouldTellWhatWasCommittedLate() {
        following.news(List.of(row("b", 3, "done")));

        assertThat(following.from()).isEqualTo(NOON.minusSeconds(2));
        assertThat(states(following.news(List.of(row("b", 3, "done"), row("a", 1, "done")))))
                .containsExactly("a done");
    }

    @Test
    void shouldAskForWhatHasNotEndedInTurns() {
        List<JsonObject> rows = List.of(row("c", 2, "retrying"), row("b", 1, "waiting"), row("a", 0, "done"));
        following.news(rows);

        assertThat(following.unfinished(rows, 5)).isEmpty();
        assertThat(following.unfinished(List.of(), 1)).containsExactly("b");
        assertThat(following.unfinished(List.of(), 1)).containsExactly("c");
        following.news(List.of(row("b", 1, "done")));
        assertThat(following.unfinished(List.of(), 5)).containsExactly("c");
    }

    private static List<String> states(List<JsonObject> rows) {
        return rows.stream()
                .map(row -> row.getString("id") + " " + row.getString("state"))
                .toList();
    }

    private static JsonObject row(String id, int second, String state) {
        return new JsonObject()
                .put("id", id)
                .put("state", state)
                .put("receivedAt", NOON.plusSeconds(second).toString());
    }
}
