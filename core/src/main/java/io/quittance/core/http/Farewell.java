package io.quittance.core.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quittance.spi.Acknowledgement;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * Answers a request that is not read to its end, and closes its connection so that the answer arrives: if a connection is
 * closed while the sender still sends, TCP takes back what the sender has not yet read. What still comes is thrown away,
 * up to a size and a time.
 */
final class Farewell {

    private static final long MAX_THROWN_AWAY = 16L * 1024 * 1024;

    private final Vertx vertx;
    private final Duration patience;

    Farewell(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    /** Answers before the end of the body. */
    void answer(HttpServerRequest request, Acknowledgement answer) {
        if (!request.isEnded()) {
            request.handler(new Drain(request));
        }
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        // Before the answer: then it waits for the answer and for the end of the request.
        request.connection().shutdown(patience.toMillis(), MILLISECONDS);
        Answering.send(request.response(), answer);
    }

    /** Answers what is no HTTP. Vert.x closes the connection as soon as such a response ends, so that it ends late. */
    void answerInvalid(HttpServerRequest request, Acknowledgement answer) {
        HttpServerResponse response = request.response();
        long timer = vertx.setTimer(Math.max(1, patience.toMillis()), late -> response.end());
        response.closeHandler(closed -> vertx.cancelTimer(timer));
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        Answering.begin(response, answer);
    }

    /** Takes what nobody wants, until it is too much. */
    private static final class Drain implements Handler<Buffer> {

        private final HttpServerRequest request;
        private long thrownAway;

        private Drain(HttpServerRequest request) {
            this.request = request;
        }

        @Override
        public void handle(Buffer chunk) {
            thrownAway += chunk.length();
            if (thrownAway > MAX_THROWN_AWAY) {
                request.connection().close();
            }
        }
    }
}
