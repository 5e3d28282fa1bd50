package io.quittance.core.http;

import io.quittance.spi.IntakeOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads the body of a request, up to a size and within a time. */
final class RequestBody {

    private static final long TIME_LIMIT_MILLIS = 10_000;

    private final Vertx vertx;
    private final int maxBytes;

    RequestBody(Vertx vertx, int maxBytes) {
        this.vertx = vertx;
        this.maxBytes = maxBytes;
    }

    /** The body; fails with {@link TooLargeException} as soon as that is known, or with {@link TooSlowException}. */
    Future<Buffer> read(HttpServerRequest request) {
        if (announced(request) > maxBytes) {
            return Future.failedFuture(new TooLargeException());
        }
        Promise<Buffer> body = Promise.promise();
        Buffer read = Buffer.buffer();
        request.handler(chunk -> {
            read.appendBuffer(chunk);
            if (read.length() > maxBytes) {
                request.handler(ignored -> {});
                body.tryFail(new TooLargeException());
            }
        });
        request.endHandler(end -> body.tryComplete(read));
        request.exceptionHandler(body::tryFail);
        long timer = vertx.setTimer(TIME_LIMIT_MILLIS, late -> body.tryFail(new TooSlowException()));
        return body.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** More bytes than are taken: {@link IntakeOutcome#TOO_LARGE}. */
    static final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooLargeException() {
            super("The body is too large", null, false, false);
        }
    }

    /** The sender took too long. */
    static final class TooSlowException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooSlowException() {
            super("The body did not come in time", null, false, false);
        }
    }
}
