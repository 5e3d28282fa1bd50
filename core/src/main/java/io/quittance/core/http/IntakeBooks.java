package io.quittance.core.http;

import io.quittance.core.intake.AnswerLog;
import io.quittance.core.intake.NotificationIntake.Reply;
import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.NotificationAnswer;
import io.quittance.core.telemetry.GatewayMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What is written down about each answer once it is given: counted, and kept with the notification if that is kept. */
public record IntakeBooks(GatewayMetrics metrics, AnswerLog answers, Clock clock) {

    void answered(RunningAccount account, ReceivedNotification inbound, Reply reply) {
        String id = account.config().id();
        Instant now = clock.instant();
        Duration took = Duration.between(inbound.receivedAt(), now);
        metrics.acknowledged(id, reply.outcome(), took);
        UUID request = reply.request();
        if (request != null) {
            int status = reply.acknowledgement().status();
            answers.note(new NotificationAnswer(id, request, now, reply.outcome(), status, took));
        }
    }
}
