package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.bench.Figure.Ask;
import io.quittance.bench.Figure.Result;
import io.quittance.bench.Figure.Term;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureTest {

    private final Measurements measurements = new Measurements();

    @Test
    void shouldDivideMediansAndNotSingleRuns() {
        measured("ours", 10, 20, 90);
        measured("theirs", 100, 40, 10);

        assertThat(result(Ask.atLeast(0.4, 0.6)).value()).isEqualTo(0.5);
    }

    @Test
    void shouldTellWhatHoldsAndWhatReachesTheAim() {
        measured("ours", 5);
        measured("theirs", 10);

        assertThat(TableReport.verdict(result(Ask.atLeast(0.6, 0.8)))).isEqualTo("✗");
        assertThat(TableReport.verdict(result(Ask.atLeast(0.5, 0.8)))).isEqualTo("✓");
        assertThat(TableReport.verdict(result(Ask.atLeast(0.3, 0.5)))).isEqualTo("✓ aim");
        assertThat(TableReport.verdict(result(Ask.atMost(0.4, 0.3)))).isEqualTo("✗");
        assertThat(TableReport.verdict(result(Ask.atMost(0.5, 0.3)))).isEqualTo("✓");
        assertThat(TableReport.verdict(result(Ask.atMost(0.9, 0.5)))).isEqualTo("✓ aim");
    }

    @Test
    void shouldTellNothingOfWhatWasNotMeasured() {
        measured("ours", 5);

        assertThat(figure(Ask.atLeast(1, 2)).in(measurements)).isEmpty();
    }

    private void measured(String contender, double... values) {
        for (double value : values) {
            measurements.add(contender, Sample.of(Quantity.PER_SECOND, value));
        }
    }

    private Result result(Ask ask) {
        return figure(ask).in(measurements).orElseThrow();
    }

    private static Figure figure(Ask ask) {
        Term theirs = new Term("theirs", Quantity.PER_SECOND);
        return new Figure(Topic.BULK, "rate", new Term("ours", Quantity.PER_SECOND), Optional.of(theirs), ask);
    }
}
