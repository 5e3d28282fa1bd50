package io.quittance.bench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that a bench found out. */
record Report(
        Instant at, Machine machine, BenchPlan plan, Measurements measurements, List<Figure> figures, Noise noise) {

    /** The figures that were asked for. */
    List<Figure.Result> results() {
        return figures.stream()
                .filter(figure -> plan.topics().contains(figure.topic()))
                .map(figure -> figure.in(measurements))
                .flatMap(Optional::stream)
                .toList();
    }
}
