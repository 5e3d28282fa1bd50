package io.quittance.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The samples of each contender, in the order in which they first came. */
final class Measurements {

    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    void add(String contender, Sample sample) {
        samples.computeIfAbsent(contender, first -> new ArrayList<>()).add(sample);
    }

    /** Of what was measured of it, if it was. */
    Optional<Spread> of(String contender, Quantity quantity) {
        List<Double> values = samples.getOrDefault(contender, List.of()).stream()
                .filter(sample -> sample.values().containsKey(quantity))
                .map(sample -> sample.values().get(quantity))
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** All samples. */
    Map<String, List<Sample>> all() {
        return Collections.unmodifiableMap(samples);
    }

    /** Who was measured, in order. */
    List<String> contenders() {
        return List.copyOf(samples.keySet());
    }
}
