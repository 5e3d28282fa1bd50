package io.quittance.bench;

import java.util.Optional;

/**
 * A number of ours: a ratio of two medians, or a median.
 *
 * @param beside what it is divided by; empty: by nothing
 * @param ask what we ask of ourselves
 */
record Figure(Topic topic, String label, Term ours, Optional<Term> beside, Ask ask) {

    /** A quantity of a contender. */
    record Term(String contender, Quantity quantity) {

        Optional<Spread> in(Measurements measurements) {
            return measurements.of(contender, quantity);
        }
    }

    /**
     * What we ask of ourselves.
     *
     * @param hold what has to hold
     * @param aim what we aim at
     * @param atMost whether less is better
     */
    record Ask(double hold, double aim, boolean atMost) {

        static Ask atLeast(double hold, double aim) {
            return new Ask(hold, aim, false);
        }

        static Ask atMost(double hold, double aim) {
            return new Ask(hold, aim, true);
        }

        boolean holds(double value) {
            return atMost ? value <= hold : value >= hold;
        }

        boolean reachesAim(double value) {
            return atMost ? value <= aim : value >= aim;
        }
    }

    /** What it came to, if both were measured. */
    Optional<Result> in(Measurements measurements) {
        Optional<Spread> measured = ours.in(measurements);
        Optional<Spread> limit = beside.flatMap(term -> term.in(measurements));
        if (measured.isEmpty() || beside.isPresent() && limit.isEmpty()) {
            return Optional.empty();
        }
        double value = measured.get().median() / limit.map(Spread::median).orElse(1.0);
        return Optional.of(new Result(this, measured.get(), limit, value));
    }

    /**
     * What a figure came to.
     *
     * @param limit what it was divided by
     */
    record Result(Figure figure, Spread measured, Optional<Spread> limit, double value) {

        boolean holds() {
            return figure.ask.holds(value);
        }

        boolean reachesAim() {
            return figure.ask.reachesAim(value);
        }
    }
}
