package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter err = new StringWriter();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void shouldTellPercentageAndRateOfAKnownAmount() {
        assertThat(new ProgressLine("filling", 25_000, 100_000).after(Duration.ofSeconds(10), 79))
                .isEqualTo("filling  [#######.......................]   25 %  25,000 of 100,000  2,500/s");
        assertThat(new ProgressLine("filling", 100_000, 100_000).after(Duration.ofSeconds(10), 79))
                .contains("[##############################]  100 %");
    }

    @Test
    void shouldTellCountAndRateOfAnUnknownAmount() {
        assertThat(new ProgressLine("compared", 1_500, 0).after(Duration.ofSeconds(3), 79))
                .isEqualTo("compared  1,500  500/s");
        assertThat(new ProgressLine("compared", 0, 0).after(Duration.ZERO, 79)).isEqualTo("compared  0  0/s");
    }

    @Test
    void shouldFitTheTerminal() {
        for (int width = 0; width < 100; width++) {
            assertThat(new ProgressLine("filling", 25_000, 100_000).after(Duration.ofSeconds(10), width))
                    .hasSizeLessThanOrEqualTo(width);
        }
    }

    @Test
    void shouldDrawTenTimesASecondAndTheEnd() {
        try (Progress progress = progress(true)) {
            progress.reach("done", 1, 3);
            progress.reach("done", 2, 3);
            assertThat(err.toString()).contains("1 of 3").doesNotContain("2 of 3");
            now = now.plusMillis(100);
            progress.reach("done", 2, 3);
            progress.reach("done", 3, 3);
            assertThat(err.toString()).contains("2 of 3", "3 of 3");
        }
        assertThat(err.toString()).endsWith("\r\u001b[K").doesNotContain("\n");
    }

    @Test
    void shouldMakeRoomForWhatElseIsPrinted() {
        try (Progress progress = progress(true)) {
            progress.reach("done", 1, 3);
            int before = err.toString().length();
            progress.aside(() -> err.write("a line\n"));

            assertThat(err.toString().substring(before))
                    .startsWith("\r\u001b[Ka line\n\r\u001b[Kdone  [")
                    .contains("1 of 3");
        }
    }

    @Test
    void shouldBeSilentWhereNobodyLooks() {
        try (Progress progress = progress(false)) {
            progress.reach("done", 1, 3);
            progress.aside(() -> err.write("a line\n"));
        }
        assertThat(err).hasToString("a line\n");
    }

    private Progress progress(boolean isTerminal) {
        return new Progress(new PrintWriter(err, true), isTerminal, 79, () -> now);
    }
}
