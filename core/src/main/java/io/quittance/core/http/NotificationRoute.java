package io.quittance.core.http;

import io.quittance.core.http.RequestBody.TooLargeException;
import io.quittance.core.http.RequestBody.TooSlowException;
import io.quittance.core.intake.NotificationIntake;
import io.quittance.core.intake.NotificationIntake.Reply;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** From an HTTP request to an inbound notification, and from its acknowledgement to the response; nothing else. */
public final class NotificationRoute implements Handler<HttpServerRequest> {

    private static final int TOO_MANY_BYTES = 413;

    private final AccountRegistry accounts;
    private final NotificationIntake intake;
    private final RequestBody bodies;
    private final SenderAddress senders;
    private final GatewayMetrics metrics;
    private final Clock clock;

    /** Brings the requests for these accounts to the intake. */
    NotificationRoute(
            AccountRegistry accounts,
            NotificationIntake intake,
            RequestBody bodies,
            SenderAddress senders,
            GatewayMetrics metrics,
            Clock clock) {
        this.accounts = accounts;
        this.intake = intake;
        this.bodies = bodies;
        this.senders = senders;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Optional<RunningAccount> account = accounts.find(path(request));
        if (account.isEmpty()) {
            refuse(request, IntakeAnswers.notFound());
        } else if (!account.get().manifest().methods().contains(request.method().name())) {
            refuse(
                    request,
                    IntakeAnswers.methodNotAllowed(
                            new TreeSet<>(account.get().manifest().methods())));
        } else {
            receive(account.get(), request);
        }
    }

    private void receive(RunningAccount account, HttpServerRequest request) {
        Instant begun = clock.instant();
        bodies.read(request)
                .compose(body -> intake.receive(account, notification(request, body)))
                .onSuccess(reply -> {
                    send(request.response(), reply.acknowledgement());
                    count(account, reply, begun);
                })
                .onFailure(failure -> {
                    if (failure instanceof TooLargeException) {
                        ReceivedNotification refused = notification(request, Buffer.buffer());
                        Reply reply = intake.refuse(account, refused, IntakeOutcome.TOO_LARGE);
                        refuse(request, reply.acknowledgement());
                        count(account, reply, begun);
                    } else if (failure instanceof TooSlowException) {
                        refuse(request, IntakeAnswers.tooSlow());
                    }
                });
    }

    private ReceivedNotification notification(HttpServerRequest request, Buffer body) {
        String query = request.query();
        return new ReceivedNotification(
                clock.instant(),
                request.method().name(),
                path(request),
                query == null ? "" : query,
                request.headers().entries().stream()
                        .map(header -> Map.entry(header.getKey(), header.getValue()))
                        .toList(),
                senders.of(request),
                body);
    }

    private static String path(HttpServerRequest request) {
        return Objects.requireNonNullElse(request.path(), "");
    }

    private void count(RunningAccount account, Reply reply, Instant begun) {
        metrics.acknowledged(account.config().id(), reply.outcome(), Duration.between(begun, clock.instant()));
    }

    /** Answers a request that is not read to its end, so that its connection cannot serve another one. */
    private static void refuse(HttpServerRequest request, Acknowledgement answer) {
        boolean unread = !request.isEnded() || answer.status() == TOO_MANY_BYTES;
        if (unread) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        send(request.response(), answer);
        if (unread) {
            request.connection().shutdown();
        }
    }

    private static void send(HttpServerResponse response, Acknowledgement answer) {
        if (response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(answer.body());
    }
}
