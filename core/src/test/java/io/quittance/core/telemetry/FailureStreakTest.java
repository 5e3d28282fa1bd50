package io.quittance.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Completable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FailureStreakTest {

    private final FailureStreak streak = new FailureStreak();

    @Test
    void shouldTellLessOftenTheLongerItLasts() {
        assertThat(told(100)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L);
    }

    @Test
    void shouldTellAgainAfterItWorked() {
        told(100);

        streak.ended();

        assertThat(streak.failed()).hasValue(1);
    }

    @Test
    void shouldGoByHowAttemptsEnd() {
        RuntimeException failure = new RuntimeException("away");
        List<String> lines = new ArrayList<>();
        Completable<Object> attempt = streak.telling((why, times) -> lines.add(why.getMessage() + " " + times));

        for (int i = 0; i < 4; i++) {
            attempt.fail(failure);
        }
        attempt.succeed("done");
        attempt.fail(failure);

        assertThat(lines).containsExactly("away 1", "away 2", "away 4", "away 1");
    }

    private List<Long> told(int failures) {
        return LongStream.range(0, failures)
                .mapToObj(failure -> streak.failed())
                .flatMapToLong(OptionalLong::stream)
                .boxed()
                .toList();
    }
}
