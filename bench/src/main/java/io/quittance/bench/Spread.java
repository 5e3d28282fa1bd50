package io.quittance.bench;

import java.util.List;

/** The median of several runs, and the least and the most. */
record Spread(double median, double least, double most) {

    /** Of at least one value. */
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** How far apart the least and the most are, as a share of the median. */
    double relative() {
        return median == 0 ? 0 : (most - least) / median;
    }
}
