package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LookupScheduleTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "recovery.md");

    @ParameterizedTest
    @EnumSource
    void shouldAskOftenAtFirstAndRarelyInTheEnd(LookupSchedule schedule) {
        List<LookupSchedule.Step> steps = schedule.steps();

        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).until()).isGreaterThan(steps.get(i - 1).until());
            assertThat(steps.get(i).every()).isGreaterThan(steps.get(i - 1).every());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAskForTheLastTimeAtTheEnd(LookupSchedule schedule) {
        Duration age = Duration.ZERO;
        int asked = 0;
        Optional<Duration> next = schedule.next(age, 7);
        while (next.isPresent()) {
            assertThat(next.get()).isPositive();
            age = age.plus(next.get());
            asked++;
            next = schedule.next(age, asked);
        }

        assertThat(age).isEqualTo(schedule.end());
        assertThat(asked).isBetween(10, 100);
    }

    @Test
    void shouldSpreadWhatIsOfTheSameAge() {
        List<Duration> delays = LongStream.range(0, 1_000)
                .mapToObj(
                        seed -> LookupSchedule.PENDING.next(Duration.ZERO, seed).orElseThrow())
                .toList();

        assertThat(delays)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330)));
        assertThat(delays.stream().distinct().count()).isGreaterThan(900);
        assertThat(LookupSchedule.PENDING.next(Duration.ZERO, 5))
                .as("always in the same manner")
                .contains(delays.get(5));
    }

    @Test
    void shouldEndWhereItIsTold() {
        assertThat(LookupSchedule.ORDER.next(Duration.ofMinutes(9), Duration.ofMinutes(10), 1))
                .contains(Duration.ofMinutes(1));
        assertThat(LookupSchedule.ORDER.next(Duration.ofMinutes(10), Duration.ofMinutes(10), 1))
                .isEmpty();
        assertThat(LookupSchedule.ORDER.next(Duration.ofDays(8), Duration.ofDays(20), 1))
                .hasValueSatisfying(delay -> assertThat(delay).isBetween(Duration.ofHours(10), Duration.ofHours(14)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeDocumented(LookupSchedule schedule) throws IOException {
        String steps = schedule.steps().stream()
                .map(step -> words(step.until()) + ": every " + words(step.every()))
                .collect(Collectors.joining("; "));

        assertThat(Files.readString(DOCUMENT))
                .contains("| `" + schedule.name().toLowerCase(Locale.ROOT) + "` |")
                .contains("| " + steps + " |");
    }

    private static String words(Duration duration) {
        if (duration.toDaysPart() > 0) {
            return duration.toDays() + " d";
        }
        return duration.toHours() > 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }
}
