package io.quittance.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters of what people ask the gateway to do. */
final class PeopleMeters {

    private static final String OUTCOME = "outcome";

    private final MeterProvider<Counter> acts;
    private final MeterProvider<Counter> signIns;

    PeopleMeters(MeterRegistry registry) {
        this.acts = Counter.builder(Meters.ACTS).withRegistry(registry);
        this.signIns = Counter.builder(Meters.CONSOLE_SIGN_INS).withRegistry(registry);
        // The first of what is alerted on is a rise only above a zero that was there before.
        for (SignInOutcome outcome : SignInOutcome.values()) {
            signIns.withTag(OUTCOME, Meters.label(outcome)).increment(0);
        }
    }

    void acted(String action, String outcome) {
        acts.withTags("action", action, OUTCOME, outcome).increment();
    }

    void consoleSignIn(SignInOutcome outcome) {
        signIns.withTag(OUTCOME, Meters.label(outcome)).increment();
    }
}
