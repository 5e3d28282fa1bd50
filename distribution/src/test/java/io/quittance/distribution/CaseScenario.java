package io.quittance.distribution;

import java.util.List;

/**
 * The life of one case, as a merchant and a support person see it.
 *
 * @param meaning when it is opened, in words
 * @param given what was there before
 * @param when what opens it; must be able to happen again
 * @param text what it says
 * @param heard the events that the merchant has got by then
 * @param ending what ends it
 */
record CaseScenario(String kind, String meaning, Step given, Step when, Text text, List<String> heard, Ending ending) {

    /** Something that happens to the order, or at a provider. */
    interface Step {
        void take(CaseStage stage) throws Exception;
    }

    /**
     * What a case says. A time is written {@code TIME}, a silence {@code N seconds}, and the ids of the accounts {@code CARDS},
     * {@code SECU} and {@code ACME}.
     */
    record Text(String expected, String seen, String proposal) {}

    /**
     * What ends a case.
     *
     * @param facts what happens then
     * @param byItself whether these facts are enough; otherwise only an operator ends it
     * @param heard the further events that the merchant gets
     */
    record Ending(Step facts, boolean byItself, List<String> heard) {}

    static Step given(Step... steps) {
        return inTurn(steps);
    }

    static Step when(Step... steps) {
        return inTurn(steps);
    }

    static Text says(String expected, String seen, String proposal) {
        return new Text(expected, seen, proposal);
    }

    static List<String> heard(String... events) {
        return List.of(events);
    }

    /** Facts that end it. */
    static Ending endedBy(Step facts, String... heard) {
        return new Ending(facts, true, List.of(heard));
    }

    /** Facts that might be thought to end it, and do not. */
    static Ending notEndedBy(Step facts, String... heard) {
        return new Ending(facts, false, List.of(heard));
    }

    private static Step inTurn(Step... steps) {
        return stage -> {
            for (Step step : steps) {
                step.take(stage);
            }
        };
    }

    @Override
    public String toString() {
        return kind + ": " + meaning;
    }
}
