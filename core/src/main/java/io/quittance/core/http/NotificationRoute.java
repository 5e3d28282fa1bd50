package io.quittance.core.http;

import io.netty.handler.codec.DecoderException;
import io.quittance.core.http.RequestBody.NoRoomException;
import io.quittance.core.http.RequestBody.TooLargeException;
import io.quittance.core.http.RequestBody.TooSlowException;
import io.quittance.core.intake.NotificationIntake;
import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.trace.Span;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** From an HTTP request to an inbound notification, and from its acknowledgement to the response; nothing else. */
public final class NotificationRoute implements Handler<HttpServerRequest> {

    private final Function<String, Optional<RunningAccount>> accounts;
    private final NotificationIntake intake;
    private final RequestBody bodies;
    private final BodyRoom room;
    private final SenderAddress senders;
    private final Farewell farewell;
    private final IntakeBooks books;

    /**
     * Brings requests to the intake.
     *
     * @param accounts finds the account of a path
     */
    NotificationRoute(
            Function<String, Optional<RunningAccount>> accounts,
            NotificationIntake intake,
            RequestBody bodies,
            BodyRoom room,
            SenderAddress senders,
            Farewell farewell,
            IntakeBooks books) {
        this.accounts = accounts;
        this.intake = intake;
        this.bodies = bodies;
        this.room = room;
        this.senders = senders;
        this.farewell = farewell;
        this.books = books;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Optional<RunningAccount> account = begin(path(request));
        if (account.isEmpty()) {
            refuse(request, IntakeAnswers.notFound());
            return;
        }
        Set<String> methods = account.get().manifest().methods();
        if (methods.contains(request.method().name())) {
            admit(account.get(), request).onComplete(answered -> account.get().endRequest());
        } else {
            refuse(request, IntakeAnswers.methodNotAllowed(new TreeSet<>(methods)));
            account.get().endRequest();
        }
    }

    /** An account that is being closed has been replaced: whoever asks again finds what took its place. */
    private Optional<RunningAccount> begin(String path) {
        Optional<RunningAccount> account = accounts.apply(path);
        return account.isEmpty() || account.get().beginRequest()
                ? account
                : accounts.apply(path).filter(RunningAccount::beginRequest);
    }

    /** Who has not the certificate that the account asks for is not even read. */
    private Future<Void> admit(RunningAccount account, HttpServerRequest request) {
        Span span = books.begin(account, request);
        return ClientCertificate.admits(account.config().clientNames(), request)
                ? receive(account, request, span)
                : turnAway(account, request, IntakeOutcome.UNAUTHENTICATED, span);
    }

    private Future<Void> receive(RunningAccount account, HttpServerRequest request, Span span) {
        BodyRoom.Share share = room.share(senders.of(request));
        return bodies.read(request, share)
                .onFailure(failure -> refuseUnread(account, request, failure, span))
                .compose(body -> take(account, request, body, span))
                .onComplete(answered -> share.giveBack());
    }

    private Future<Void> take(RunningAccount account, HttpServerRequest request, Buffer body, Span span) {
        ReceivedNotification inbound = notification(request, body);
        return intake.receive(account, inbound, span)
                .onSuccess(reply -> {
                    Answering.send(request.response(), reply.acknowledgement());
                    books.answered(account, inbound, reply, span);
                })
                .mapEmpty();
    }

    private void refuseUnread(RunningAccount account, HttpServerRequest request, Throwable failure, Span span) {
        if (failure instanceof TooLargeException) {
            turnAway(account, request, IntakeOutcome.TOO_LARGE, span);
            return;
        }
        if (failure instanceof NoRoomException) {
            turnAway(account, request, IntakeOutcome.OVERLOADED, span);
            return;
        }
        span.fail(failure.getClass().getSimpleName()).end();
        if (failure instanceof TooSlowException) {
            farewell.answer(request, IntakeAnswers.tooSlow());
        } else if (failure instanceof DecoderException || failure instanceof IllegalArgumentException) {
            farewell.answer(request, IntakeAnswers.notHttp());
        }
        // Anything else means that the sender has hung up.
    }

    private Future<Void> turnAway(RunningAccount account, HttpServerRequest request, IntakeOutcome outcome, Span span) {
        ReceivedNotification inbound = notification(request, Buffer.buffer());
        return intake.refuse(account, inbound, outcome)
                .onSuccess(reply -> {
                    farewell.answer(request, reply.acknowledgement());
                    books.answered(account, inbound, reply, span);
                })
                .mapEmpty();
    }

    /** Answers without a look at the body; only what has none leaves its connection open for another request. */
    private void refuse(HttpServerRequest request, Acknowledgement answer) {
        if (RequestBody.isAnnounced(request)) {
            farewell.answer(request, answer);
        } else {
            request.endHandler(end -> Answering.send(request.response(), answer));
        }
    }

    private ReceivedNotification notification(HttpServerRequest request, Buffer body) {
        String query = request.query();
        return new ReceivedNotification(
                books.clock().instant(),
                request.method().name(),
                path(request),
                query == null ? "" : query,
                headers(request),
                senders.of(request),
                body);
    }

    private static List<Map.Entry<String, String>> headers(HttpServerRequest request) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        request.headers().forEach((name, value) -> headers.add(Map.entry(name, value)));
        return headers;
    }

    private static String path(HttpServerRequest request) {
        return Objects.requireNonNullElse(request.path(), "");
    }
}
