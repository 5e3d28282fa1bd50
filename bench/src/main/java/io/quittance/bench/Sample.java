package io.quittance.bench;

import java.util.EnumMap;
import java.util.Map;

/** What one run of one contender came to. */
record Sample(Map<Quantity, Double> values) {

    Sample {
        values = Map.copyOf(values);
    }

    static Sample of(Quantity quantity, double value) {
        return new Sample(Map.of(quantity, value));
    }

    /** The same with one more. */
    Sample with(Quantity quantity, double value) {
        Map<Quantity, Double> more = new EnumMap<>(Quantity.class);
        more.putAll(values);
        more.put(quantity, value);
        return new Sample(more);
    }
}
