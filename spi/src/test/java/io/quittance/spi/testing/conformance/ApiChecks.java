package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.conformance.Trouble.Result;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The provider's API is away, slow or wrong at times, and the gateway must know what that means. */
final class ApiChecks {

    private ApiChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "api-well",
                        "What cannot be read when nothing is wrong is never read.",
                        "reconcile of each recording gives observations, none of them null, when the API answers as it was"
                                + " recorded.",
                        ApiChecks::well),
                new Check(
                        "api-outages",
                        "The category decides when it is tried again, and whether an operator is called: an outage that is"
                                + " called permanent opens a case for each payment, a wrong key that is called temporary"
                                + " is never mended.",
                        "No answer in time, 429 and 5xx are temporary, 401 is a matter of configuration, an answer that is"
                                + " no JSON is temporary or permanent; each is a ProviderException in the Future, which"
                                + " always completes.",
                        ApiChecks::outages),
                new Check(
                        "api-nonsense",
                        "APIs change, and proxies answer in their place. An exception that nobody thought of is tried ten"
                                + " times and then put aside, and the payment waits for an operator.",
                        "An answer that is JSON and lacks a field, or has one of another type, is a ProviderException"
                                + " (temporary, permanent or configuration) or is read without that field.",
                        ApiChecks::nonsense));
    }

    private static void well(Bench bench) {
        TestedAccount account = bench.account();
        for (Recording recording : bench.subject.recordings()) {
            Throwable failure = Use.failure(() -> account.observe(recording)
                    .forEach(told -> require(told != null, "reconcile of %s gives a null", recording.name())));
            require(failure == null, "reconcile of %s fails with %s", recording.name(), Words.of(failure));
        }
    }

    private static void outages(Bench bench) {
        Trouble.of(bench).forEach(trouble -> Fault.outages().forEach(fault -> look(bench, trouble, fault)));
    }

    private static void nonsense(Bench bench) {
        Set<String> mutated = new HashSet<>();
        for (Trouble trouble : Trouble.of(bench)) {
            Fault.nonsense().forEach(fault -> look(bench, trouble, fault));
            if (mutated.add(trouble.call())) {
                mutations(trouble).map(Fault::of).forEach(fault -> look(bench, trouble, fault));
            }
        }
    }

    private static Stream<Mutation> mutations(Trouble trouble) {
        try {
            return Mutation.ofShape(new JsonObject(trouble.right().body()));
        } catch (DecodeException | ClassCastException e) {
            return Stream.empty();
        }
    }

    private static void look(Bench bench, Trouble trouble, Fault fault) {
        Result result = trouble.meet(bench, fault);
        if (result.failure() == null) {
            require(fault.maySucceed(), "%s, is answered as if nothing were wrong", trouble.inWords(fault));
        } else {
            require(
                    result.failure() instanceof ProviderException,
                    "%s, fails with %s",
                    trouble.inWords(fault),
                    Words.of(result.failure()));
            ProviderException failure = (ProviderException) result.failure();
            require(
                    fault.allowed().contains(failure.category()),
                    "%s, fails with category %s instead of %s: %s",
                    trouble.inWords(fault),
                    failure.category(),
                    fault.allowed(),
                    failure.getMessage());
        }
    }
}
