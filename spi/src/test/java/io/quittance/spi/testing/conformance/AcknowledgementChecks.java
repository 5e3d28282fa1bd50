package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.AnswerPolicy;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Secret;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** The sender gets an answer that means what it says, and nothing more. */
final class AcknowledgementChecks {

    private static final int LONGEST = 4_096;
    private static final List<String> INNER_WORDS = List.of("Exception", "\tat ", "java.", "io.quittance");

    private AcknowledgementChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "acknowledgement-statuses",
                        "A success ends the provider's repeats: for something that is not stored, the payment is lost. A"
                                + " refusal of something that is stored comes again for days, and some providers then"
                                + " withhold all later notifications.",
                        "acknowledge answers every outcome: ACCEPTED, DUPLICATE and IGNORED with the provider's own 2xx,"
                                + " one that the manifest's answers allow;"
                                + " MALFORMED, UNAUTHENTICATED and TOO_LARGE with 4xx or 5xx; OVERLOADED and UNAVAILABLE"
                                + " with 5xx, so that the sender tries again.",
                        AcknowledgementChecks::statuses),
                new Check(
                        "acknowledgements-tell-nothing",
                        "Anybody may post. An answer that depends on what they posted tells them what exists here, and one"
                                + " that quotes a failure tells them how it works.",
                        "The answer to a refusal is the same for every notification, short, and holds no secret, nothing of"
                                + " the notification and no words of the program.",
                        AcknowledgementChecks::tellNothing));
    }

    private static void statuses(Bench bench) {
        TestedAccount account = bench.account();
        AnswerPolicy policy = bench.subject.factory().manifest().answers();
        for (Recording recording : bench.subject.recordings()) {
            InboundNotification inbound = bench.subject.authentic(recording.body());
            for (IntakeOutcome outcome : IntakeOutcome.values()) {
                Acknowledgement answer = account.acknowledge(inbound, outcome);
                require(answer != null, "%s of %s is answered with null", outcome, recording.name());
                require(
                        isRight(outcome, answer.status()),
                        "%s of %s is answered with %d",
                        outcome,
                        recording.name(),
                        answer.status());
                require(
                        !outcome.isSuccess() || policy.isAcknowledgedBy(answer),
                        "%s of %s is answered with %d, which is no acknowledgement by the manifest's answers",
                        outcome,
                        recording.name(),
                        answer.status());
            }
        }
    }

    private static boolean isRight(IntakeOutcome outcome, int status) {
        return switch (outcome) {
            case ACCEPTED, DUPLICATE, IGNORED -> status >= 200 && status < 300;
            case MALFORMED, UNAUTHENTICATED, TOO_LARGE -> status >= 400 && status < 600;
            case OVERLOADED, UNAVAILABLE -> status >= 500 && status < 600;
        };
    }

    private static void tellNothing(Bench bench) {
        TestedAccount account = bench.account();
        Buffer genuine = bench.subject.recordings().get(0).body();
        InboundNotification known = bench.subject.authentic(genuine);
        InboundNotification strange = bench.subject
                .authentic(Buffer.buffer("{\"conformance\":\"" + Leak.MARKER + "\"}"))
                .withHeader("X-Conformance", Leak.MARKER);
        for (IntakeOutcome outcome : IntakeOutcome.values()) {
            if (!outcome.isSuccess()) {
                Acknowledgement answer = account.acknowledge(known, outcome);
                String text = answer.headers() + " " + answer.body();
                require(
                        answer.equals(account.acknowledge(strange, outcome)),
                        "%s is answered differently for two notifications: %s",
                        outcome,
                        Words.shortened(text));
                require(text.length() <= LONGEST, "%s is answered with %d characters", outcome, text.length());
                INNER_WORDS.forEach(word -> require(
                        !text.contains(word),
                        "%s is answered with words of the program: %s",
                        outcome,
                        Words.shortened(text)));
                for (Secret secret :
                        bench.settings(bench.subject.factory()).secrets().values()) {
                    secret.values()
                            .forEach(value -> require(
                                    !text.contains(value), "%s is answered with a secret of the account", outcome));
                }
            }
        }
    }
}
