package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Faults.Api;
import io.quittance.spi.simulator.Faults.Delivery;
import io.quittance.spi.simulator.Faults.Strangers;
import io.quittance.spi.simulator.Tally;
import java.time.Duration;
import java.util.List;

/** The provider, driven by its simulator, comes to what each life promises. */
final class SimulatorChecks {

    private SimulatorChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "simulator-agrees",
                        "Each part may be right by itself and the whole wrong: a simulator that knows the provider's"
                                + " documents and not the plugin finds that.",
                        "Every life of a simulated payment ends with the amount, the refunds and the status that it"
                                + " promises, and every notification is acknowledged at its first attempt.",
                        SimulatorChecks::agrees),
                new Check(
                        "simulator-agrees-in-trouble",
                        "On a bad day notifications come late, twice and in bursts, answers are lost, strangers post, and"
                                + " the API fails; that is when a gateway is worth having.",
                        "Every life ends as it promises whatever goes wrong, every notification is acknowledged in the end,"
                                + " and whatever a stranger sends is refused.",
                        SimulatorChecks::agreesInTrouble),
                new Check(
                        "simulator-agrees-in-silence",
                        "When notifications are lost for good, only asking finds the payments.",
                        "A look-up of all payments, and of each by itself, comes to what the life promises without any"
                                + " notification.",
                        SimulatorChecks::agreesInSilence));
    }

    private static void agrees(Bench bench) {
        SimulatorRun run = SimulatorRun.of(bench, Faults.none(), 1);
        run.requirePromises();
        Tally tally = run.tally();
        require(
                tally.acknowledged() == tally.sent() && tally.attempts() == tally.sent(),
                "of %d notifications %d are acknowledged, with %d attempts",
                tally.sent(),
                tally.acknowledged(),
                tally.attempts());
    }

    private static void agreesInTrouble(Bench bench) {
        // Access tokens live for longer than a provider may leave between two renewals.
        Faults faults = new Faults(
                new Delivery(0.3, 0.5, Duration.ofMillis(500), 0.1, 0.1, 0, 0.3),
                new Strangers(0.3, 0.3),
                new Api(0, 0.1, Duration.ZERO, Duration.ofSeconds(6)));
        SimulatorRun run = SimulatorRun.of(bench, faults, 2);
        run.requirePromises();
        Tally tally = run.tally();
        require(
                tally.acknowledged() == tally.sent(),
                "of %d notifications %d are acknowledged",
                tally.sent(),
                tally.acknowledged());
        require(
                tally.hostile() > 0 && tally.hostileRefused() == tally.hostile(),
                "of %d forged and malformed notifications %d are answered as they must be",
                tally.hostile(),
                tally.hostileRefused());
        require(tally.attempts() > tally.sent(), "the simulator repeats nothing, so that nothing is tried");
    }

    private static void agreesInSilence(Bench bench) {
        Faults faults = new Faults(
                new Delivery(0, 0, Duration.ZERO, 0, 0, 1, 0),
                Faults.none().strangers(),
                Faults.none().api());
        SimulatorRun run = SimulatorRun.of(bench, faults, 3);
        require(
                run.tally().sent() == 0,
                "the simulator sends %d notifications that should be lost",
                run.tally().sent());
        require(
                run.tally().apiCalls() == 0,
                "the API is called %d times before anything is heard",
                run.tally().apiCalls());
        run.lookUpAll();
        run.requirePromises();
    }
}
