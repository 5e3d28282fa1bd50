package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.StrictJson;
import io.quittance.spi.testing.TestingPaymentStore;
import io.quittance.spi.testing.conformance.TestedAccount.Heard;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whatever an authentic sender sends, nothing but a documented failure comes of it. */
final class HostileChecks {

    private HostileChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "hostile-bytes",
                        "Bytes that are no JSON object come from proxies, attackers and bugs. Parsed by hand, one of two"
                                + " equal keys wins, and it is not the one that the next system believes.",
                        "What inbound.json() refuses is malformed: let its failure through. Everything else gives items or"
                                + " a ProviderException, and never takes long.",
                        HostileChecks::bytes),
                new Check(
                        "hostile-objects",
                        "Providers change their notifications without a word. A NullPointerException in the log tells an"
                                + " operator nothing, and a malformed one is refused for days although it is genuine.",
                        "For a JSON object that lacks a field, or has one more or one of another type, parse gives items or"
                                + " throws a ProviderException that says which field and what was expected, of category"
                                + " permanent; so does reconcile.",
                        HostileChecks::objects));
    }

    private static void bytes(Bench bench) {
        TestedAccount account = bench.account();
        Buffer genuine = bench.subject.recordings().get(0).body();
        HostileBodies.all(genuine).forEach((name, body) -> {
            InboundNotification inbound = bench.subject.authentic(body);
            Throwable failure = Use.failure(() -> account.hear(inbound));
            if (isObject(body)) {
                requireDocumented(failure, "parse of a body that is " + name);
            } else {
                require(
                        failure instanceof ProviderException known && known.category() == ErrorCategory.MALFORMED,
                        "a body that is %s (%s) is not called malformed; what came of it: %s",
                        name,
                        Words.of(body),
                        failure == null ? "items" : Words.of(failure));
            }
        });
    }

    private static boolean isObject(Buffer body) {
        try {
            StrictJson.object(body);
            return true;
        } catch (ProviderException e) {
            return false;
        }
    }

    private static void objects(Bench bench) {
        TestedAccount account = bench.account();
        for (Recording recording : bench.subject.recordings()) {
            Mutation.ofShape(StrictJson.object(recording.body()))
                    .forEach(mutation -> look(bench, account, recording.name() + " with " + mutation.what(), mutation));
        }
    }

    private static void look(Bench bench, TestedAccount account, String what, Mutation mutation) {
        InboundNotification inbound = bench.subject.authentic(mutation.body());
        List<Heard> heard = new ArrayList<>();
        requireDocumented(Use.failure(() -> heard.add(account.hear(inbound))), "parse of " + what);
        heard.forEach(one -> requireDocumented(
                Use.failure(() -> account.observe(one, new TestingPaymentStore())), "reconcile of " + what));
    }

    private static void requireDocumented(@Nullable Throwable failure, String what) {
        if (failure == null) {
            return;
        }
        require(failure instanceof ProviderException, "%s fails with %s", what, Words.of(failure));
        ErrorCategory category = ((ProviderException) failure).category();
        require(
                category != ErrorCategory.MALFORMED && category != ErrorCategory.UNAUTHENTICATED,
                "%s is a JSON object, and fails with category %s: %s",
                what,
                category,
                failure.getMessage());
    }
}
