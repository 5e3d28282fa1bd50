package io.quittance.core.intake;

import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.AnswerPolicy.Withholding;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.ProviderManifest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An answer of an account with where it comes from.
 *
 * @param configured the account's own answer; empty: the provider's plugin answers
 * @param ofProvider what the provider's plugin answers
 */
public record ExplainedAnswer(IntakeOutcome outcome, Optional<Acknowledgement> configured, Acknowledgement ofProvider) {

    /** The answers of an account for all outcomes, asked with an empty notification, on the account's event loop. */
    public static Future<List<ExplainedAnswer>> matrix(RunningAccount account) {
        Promise<List<ExplainedAnswer>> matrix = Promise.promise();
        account.context()
                .runOnContext(asked -> Future.all(Stream.of(IntakeOutcome.values())
                                .map(outcome -> of(account, outcome))
                                .toList())
                        .map(all -> all.<ExplainedAnswer>list())
                        .onComplete(matrix));
        return matrix.future();
    }

    private static Future<ExplainedAnswer> of(RunningAccount account, IntakeOutcome outcome) {
        return Acknowledgements.ofPlugin(account, nothing(account), outcome)
                .map(answer -> new ExplainedAnswer(outcome, Acknowledgements.configured(account, outcome), answer));
    }

    private static InboundNotification nothing(RunningAccount account) {
        return new ReceivedNotification(
                Instant.EPOCH, "POST", account.config().path(), "", List.of(), "127.0.0.1", Buffer.buffer());
    }

    /** What the provider gets. */
    public Acknowledgement answer() {
        return configured.orElse(ofProvider);
    }

    /** What a provider with this manifest does then, in words. */
    public String consequence(ProviderManifest manifest) {
        String again = repeats(manifest.retryWindow());
        if (outcome.isSuccess()) {
            return manifest.answers().isAcknowledgedBy(answer())
                    ? "ends its repeats"
                    : "takes it for no acknowledgement: " + again;
        }
        return manifest.answers()
                .withholding(answer().status())
                .map(held -> again + ", and withholds later notifications" + atMost(held))
                .orElse(again);
    }

    private static String atMost(Withholding held) {
        return " for up to " + words(held.duration());
    }

    private static String repeats(Duration window) {
        return window.isZero() ? "does not send again" : "sends again for " + words(window);
    }

    static String words(Duration duration) {
        boolean whole = duration.toMinutesPart() == 0 && duration.toHours() > 0;
        return whole ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }
}
