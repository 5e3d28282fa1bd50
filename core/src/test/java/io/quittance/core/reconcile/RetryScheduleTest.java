package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryScheduleTest {

    private final RandomGenerator random = new Random(7);

    @Test
    void shouldTryAgainAfterAboutASecond() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> RetrySchedule.delayAfter(1, random)))
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofMillis(750), Duration.ofMillis(1_250)));
    }

    @Test
    void shouldWaitTwiceAsLongEachTime() {
        for (int attempts = 1; attempts < 9; attempts++) {
            assertThat(average(attempts + 1)).isBetween(average(attempts) * 1.9, average(attempts) * 2.1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 20, 31, 32, 63, 64, 1_000, Integer.MAX_VALUE})
    void shouldNeverWaitLongerThanAQuarterOfAnHour(int attempts) {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> RetrySchedule.delayAfter(attempts, random)))
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(15)));
    }

    @Test
    void shouldSpreadWhatFailedTogether() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> RetrySchedule.delayAfter(12, random))
                        .distinct())
                .hasSizeGreaterThan(90);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0})
    void shouldTakeNonsenseForTheFirstTry(int attempts) {
        assertThat(RetrySchedule.delayAfter(attempts, random)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldWaitAboutAMinuteForWhatIsNotUrgent() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> RetrySchedule.calmDelayAfter(1, random)))
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(80)));
    }

    @Test
    void shouldSpreadThemEvenlyAroundTheDelay() {
        assertThat(average(4)).isBetween(7_900.0, 8_100.0);
    }

    @Test
    void shouldLeaveADelayThatIsLongerThanTheLongest() {
        Duration longer = RetrySchedule.LONGEST.plusMillis(1);

        assertThat(RetrySchedule.atLeastLongest(Optional.of(longer))).isEqualTo(longer);
        assertThat(RetrySchedule.atLeastLongest(Optional.of(Duration.ofSeconds(1))))
                .isEqualTo(RetrySchedule.LONGEST);
        assertThat(RetrySchedule.atLeastLongest(Optional.empty())).isEqualTo(RetrySchedule.LONGEST);
    }

    private double average(int attempts) {
        return IntStream.range(0, 4_000)
                .mapToLong(i -> RetrySchedule.delayAfter(attempts, random).toMillis())
                .average()
                .orElseThrow();
    }
}
