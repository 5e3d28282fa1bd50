package io.quittance.core.intake;

import io.quittance.core.plugin.PluginUnavailableException;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.Future;
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

    /** Never fails. */
    static Future<Acknowledgement> answer(RunningAccount account, InboundNotification inbound, IntakeOutcome outcome) {
        Optional<Acknowledgement> configured = configured(account, outcome);
        return configured.isPresent() ? Future.succeededFuture(configured.get()) : ofPlugin(account, inbound, outcome);
    }

    /** The account's own answer, if it has one. */
    static Optional<Acknowledgement> configured(RunningAccount account, IntakeOutcome outcome) {
        // The configuration's own check forbids to cross the border; whoever built one without it gets no further.
        return Optional.ofNullable(account.config().acknowledgements().get(outcome))
                .filter(answer -> isOnItsSide(answer.status(), outcome))
                .map(answer -> new Acknowledgement(answer.status(), answer.headers(), Buffer.buffer(answer.body())));
    }

    /** The answer without the account's own. Never fails. */
    static Future<Acknowledgement> ofPlugin(
            RunningAccount account, InboundNotification inbound, IntakeOutcome outcome) {
        return account.plugin()
                .acknowledge(inbound, outcome, answer -> checked(answer, outcome))
                .otherwise(failure -> {
                    logOverruled(account, outcome, failure);
                    return Acknowledgement.standard(outcome, FALLBACK_SUCCESS);
                });
    }

    private static Acknowledgement checked(Acknowledgement answer, IntakeOutcome outcome) {
        if (!isOnItsSide(answer.status(), outcome)) {
            throw new WrongSideException(answer.status());
        }
        if (!answer.headers().isEmpty()) {
            HttpHeaders.headers().addAll(answer.headers()); // throws if HTTP does not allow one
        }
        return answer;
    }

    private static boolean isOnItsSide(int status, IntakeOutcome outcome) {
        return outcome.isSuccess() ? status < FIRST_REDIRECT : status >= FIRST_REFUSAL;
    }

    private static void logOverruled(RunningAccount account, IntakeOutcome outcome, Throwable failure) {
        if (failure instanceof PluginUnavailableException) {
            return; // Told elsewhere, once.
        }
        LOGGER.atError()
                .addKeyValue("account", account.config().id())
                .addKeyValue("outcome", outcome)
                .addKeyValue(
                        "reason",
                        failure instanceof WrongSideException wrong
                                ? wrong.getMessage()
                                : failure.getClass().getName())
                .log("The plugin's acknowledgement is overruled by the standard one");
    }

    /** The plugin would call a refusal a success, or the other way round. */
    private static final class WrongSideException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongSideException(int status) {
            super("status " + status, null, false, false);
        }
    }
}
