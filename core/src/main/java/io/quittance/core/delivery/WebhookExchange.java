package io.quittance.core.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and the status of its answer, within a time. Of an answer's body nobody wants anything: a short one is read,
 * so that the connection can be used again; with a longer or slower one the connection is given up.
 */
final class WebhookExchange {

    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final Duration timeout;
    private final Promise<Integer> status = Promise.promise();
    private @Nullable HttpClientRequest request;
    private boolean over;
    private long read;

    WebhookExchange(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.timeout = timeout;
    }

    /** The status of the answer; may be there before the answer's body. */
    Future<Integer> status() {
        return status.future();
    }

    void run(Supplier<Future<HttpClientRequest>> opening, Buffer body) {
        long timer = vertx.setTimer(timeout.toMillis(), late -> giveUp());
        opening.get()
                .compose(opened -> send(opened, body))
                .compose(this::receive)
                .onFailure(status::tryFail)
                .onComplete(done -> {
                    over = true;
                    vertx.cancelTimer(timer);
                });
    }

    private Future<HttpClientResponse> send(HttpClientRequest opened, Buffer body) {
        request = opened;
        opened.exceptionHandler(told -> {}); // What it is told, the Future tells too.
        if (over) {
            opened.reset();
            return Future.failedFuture(new TimeoutException());
        }
        return opened.send(body);
    }

    private Future<Void> receive(HttpClientResponse response) {
        response.handler(this::drop).exceptionHandler(told -> {});
        status.tryComplete(response.statusCode());
        return response.end();
    }

    private void drop(Buffer chunk) {
        read += chunk.length();
        if (read > MAX_ANSWER_BYTES) {
            giveUp();
        }
    }

    private void giveUp() {
        over = true;
        status.tryFail(new TimeoutException());
        if (request != null) {
            request.reset();
        }
    }
}
