package io.quittance.core.intake;

import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.Ids;
import io.quittance.core.telemetry.LogLimit;
import io.quittance.core.telemetry.NotificationLines;
import io.quittance.core.trace.Span;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a notification, from its bytes to the answer. The answer of success is given only after the notification is
 * durable, and never depends on what it says.
 */
public final class NotificationIntake {

    private static final Logger LOGGER = LoggerFactory.getLogger(NotificationIntake.class);

    private final Inbox inbox;
    private final SourceLimit sources;
    private final CredentialUses credentials;
    private final LogLimit logs;

    /**
     * Takes notifications into this inbox, and those of unverified senders within this limit.
     *
     * @param logs of refusals, shared by all event loops
     */
    public NotificationIntake(Inbox inbox, SourceLimit sources, CredentialUses credentials, LogLimit logs) {
        this.inbox = inbox;
        this.sources = sources;
        this.credentials = credentials;
        this.logs = logs;
    }

    /**
     * What an account's provider is answered.
     *
     * @param outcome for the books
     * @param request the id by which the store has the request; null: it never came so far, though an id is no proof that the
     *     store has it
     */
    public record Reply(
            IntakeOutcome outcome,
            Acknowledgement acknowledgement,
            @Nullable UUID request) {}

    private record Taken(IntakeOutcome outcome, @Nullable UUID request) {}

    /**
     * Receives a notification; never fails.
     *
     * @param span of the request
     */
    public Future<Reply> receive(RunningAccount account, ReceivedNotification inbound, Span span) {
        if (inbox.isCrowded(account)) {
            return turnAway(account, inbound, new Refusal(IntakeOutcome.OVERLOADED, "those before it wait too long"));
        }
        return account.plugin()
                .authenticate(inbound)
                .map(verification -> admit(account, inbound, Objects.requireNonNull(verification)))
                .compose(verification -> Reading.read(account, inbound, verification))
                .compose(reading -> append(account, inbound, reading, span))
                .otherwise(failure -> new Taken(refuse(account, inbound, failure), null))
                .compose(taken -> reply(account, inbound, taken));
    }

    /** What could not be stored in time may be stored all the same; what was never tried is not. */
    private Future<Taken> append(RunningAccount account, ReceivedNotification inbound, Reading reading, Span span) {
        UUID request = Ids.next();
        return inbox.append(request, account, inbound, reading, span).transform((kept, failure) -> {
            IntakeOutcome outcome = failure == null ? kept : refuse(account, inbound, failure);
            if (kept == IntakeOutcome.IGNORED || kept == IntakeOutcome.MALFORMED) {
                NotificationLines.kept(account.config().id(), request, kept, span.context());
            }
            return Future.succeededFuture(new Taken(outcome, outcome == IntakeOutcome.OVERLOADED ? null : request));
        });
    }

    private Verification admit(RunningAccount account, ReceivedNotification inbound, Verification verification) {
        credentials.note(account, verification, inbound.receivedAt());
        return sources.admit(account.config().id(), inbound.remoteAddress(), verification);
    }

    /** The answer to a request that is refused before it is a notification, such as one that is too large; never fails. */
    public Future<Reply> refuse(RunningAccount account, ReceivedNotification inbound, IntakeOutcome outcome) {
        return turnAway(account, inbound, new Refusal(outcome, "not read to its end"));
    }

    private Future<Reply> turnAway(RunningAccount account, ReceivedNotification inbound, Refusal refusal) {
        log(account, inbound, refusal);
        return reply(account, inbound, new Taken(refusal.outcome(), null));
    }

    private static Future<Reply> reply(RunningAccount account, ReceivedNotification inbound, Taken taken) {
        return Acknowledgements.answer(account, inbound, taken.outcome)
                .map(answer -> new Reply(taken.outcome, answer, taken.request));
    }

    private IntakeOutcome refuse(RunningAccount account, ReceivedNotification inbound, Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        log(account, inbound, refusal);
        return refusal.outcome();
    }

    private void log(RunningAccount account, ReceivedNotification inbound, Refusal refusal) {
        logs.admit(account.config().id())
                .ifPresent(leftOut -> LOGGER.atInfo()
                        .addKeyValue("account", account.config().id())
                        .addKeyValue("outcome", refusal.outcome())
                        .addKeyValue("bytes", inbound.body().length())
                        .addKeyValue("remote", inbound.remoteAddress())
                        .addKeyValue("reason", refusal.reason())
                        .addKeyValue("left_out", leftOut)
                        .log("A notification is refused"));
    }
}
