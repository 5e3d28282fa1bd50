package io.quittance.core.http;

import io.quittance.core.intake.AnswerLog;
import io.quittance.core.intake.NotificationIntake.Reply;
import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.NotificationAnswer;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.trace.Operation;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.TraceAttribute;
import io.quittance.core.trace.Tracing;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What is written down about each answer once it is given: counted, and kept with the notification if that is kept. */
public record IntakeBooks(GatewayMetrics metrics, Tracing tracing, AnswerLog answers, Clock clock) {

    private static final int FIRST_FAILURE = 500;

    /** Without traces. */
    public IntakeBooks(GatewayMetrics metrics, AnswerLog answers, Clock clock) {
        this(metrics, Tracing.OFF, answers, clock);
    }

    /** The span of a request to an account, which ends when it is {@linkplain #answered answered}. */
    Span begin(RunningAccount account, HttpServerRequest request) {
        return tracing.begin(Operation.RECEIVE, request.getHeader("traceparent"))
                .put(TraceAttribute.ACCOUNT, account.config().id())
                .put(TraceAttribute.PROVIDER, account.config().provider())
                .put(TraceAttribute.METHOD, request.method().name());
    }

    void answered(RunningAccount account, ReceivedNotification inbound, Reply reply, Span span) {
        String id = account.config().id();
        Instant now = clock.instant();
        Duration took = Duration.between(inbound.receivedAt(), now);
        metrics.acknowledged(id, reply.outcome(), took);
        UUID request = reply.request();
        if (request != null) {
            int status = reply.acknowledgement().status();
            answers.note(new NotificationAnswer(id, request, now, reply.outcome(), status, took));
            span.put(TraceAttribute.NOTIFICATION, request.toString());
        }
        end(span, reply);
    }

    /** That a sender is refused is no failure of ours. */
    private static void end(Span span, Reply reply) {
        int status = reply.acknowledgement().status();
        span.put(TraceAttribute.OUTCOME, WireNames.of(reply.outcome())).put(TraceAttribute.STATUS, status);
        if (status >= FIRST_FAILURE) {
            span.fail(Integer.toString(status));
        }
        span.end();
    }
}
