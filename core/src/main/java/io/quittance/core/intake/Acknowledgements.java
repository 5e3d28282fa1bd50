package io.quittance.core.intake;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer for an outcome: the account's, else the plugin's. A plugin that fails, or that would call a refusal a success
 * or the other way round, is overruled: what is stored must not be sent for ever, and what is not must be sent again.
 */
final class Acknowledgements {

    private static final Logger LOGGER = LoggerFactory.getLogger(Acknowledgements.class);

    private static final int FALLBACK_SUCCESS = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_REFUSAL = 400;

    private Acknowledgements() {}

    static Acknowledgement answer(RunningAccount account, InboundNotification inbound, IntakeOutcome outcome) {
        return configured(account, outcome).orElseGet(() -> ofPlugin(account, inbound, outcome));
    }

    /** The account's own answer, if it has one. */
    static Optional<Acknowledgement> configured(RunningAccount account, IntakeOutcome outcome) {
        // The configuration's own check forbids to cross the border; whoever built one without it gets no further.
        return Optional.ofNullable(account.config().acknowledgements().get(outcome))
                .filter(answer -> isOnItsSide(answer.status(), outcome))
                .map(answer -> new Acknowledgement(answer.status(), answer.headers(), Buffer.buffer(answer.body())));
    }

    /** The answer without the account's own. */
    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever a plugin throws, the sender gets an answer.
    static Acknowledgement ofPlugin(RunningAccount account, InboundNotification inbound, IntakeOutcome outcome) {
        try {
            Acknowledgement answer = account.provider().acknowledge(inbound, outcome);
            if (isOnItsSide(answer.status(), outcome)) {
                HttpHeaders.headers().addAll(answer.headers()); // throws if HTTP does not allow one
                return answer;
            }
            logOverruled(account, outcome, "status " + answer.status());
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            logOverruled(account, outcome, e.getClass().getName());
        }
        return Acknowledgement.standard(outcome, FALLBACK_SUCCESS);
    }

    private static boolean isOnItsSide(int status, IntakeOutcome outcome) {
        return outcome.isSuccess() ? status < FIRST_REDIRECT : status >= FIRST_REFUSAL;
    }

    private static void logOverruled(RunningAccount account, IntakeOutcome outcome, String reason) {
        LOGGER.atError()
                .addKeyValue("account", account.config().id())
                .addKeyValue("outcome", outcome)
                .addKeyValue("reason", reason)
                .log("The plugin's acknowledgement is overruled by the standard one");
    }
}
