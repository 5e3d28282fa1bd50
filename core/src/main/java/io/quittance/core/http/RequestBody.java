package io.quittance.core.http;

import io.quittance.core.intake.TimeLimit;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Reads the body of a request, up to a size and within a time. */
final class RequestBody {

    private static final String CONTINUE = "100-continue";

    private final IntSupplier maxBytes;
    private final TimeLimit timeLimit;

    RequestBody(IntSupplier maxBytes, Duration timeLimit) {
        this.maxBytes = maxBytes;
        this.timeLimit = new TimeLimit(timeLimit);
    }

    /** Whether a request has a body, by its head. */
    static boolean isAnnounced(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || announced(request) > 0;
    }

    /**
     * The body, for which room is taken as it comes; fails with {@link TooLargeException} as soon as that is known, with
     * {@link NoRoomException}, or with {@link TooSlowException}.
     */
    Future<Buffer> read(HttpServerRequest request, BodyRoom.Share room) {
        int most = maxBytes.getAsInt();
        if (announced(request) > most) {
            return Future.failedFuture(new TooLargeException());
        }
        Promise<Buffer> body = Promise.promise();
        Buffer read = Buffer.buffer();
        request.handler(chunk -> {
            if (read.length() + chunk.length() > most) {
                body.tryFail(new TooLargeException());
            } else if (!body.future().isComplete()) {
                if (!room.take(chunk.length())) {
                    body.tryFail(new NoRoomException());
                    return;
                }
                read.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> body.tryComplete(read));
        request.exceptionHandler(body::tryFail);
        TimeLimit.Running reading = timeLimit.begin(() -> body.tryFail(new TooSlowException()));
        invite(request);
        return body.future().onComplete(done -> reading.end());
    }

    /** Some senders hold a body back until it is asked for, so that one that is refused is never sent. */
    private static void invite(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_0
                && CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
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

    /** Senders have sent more than can be held, this one not least: {@link IntakeOutcome#OVERLOADED}. */
    static final class NoRoomException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NoRoomException() {
            super("There is no room for the body", null, false, false);
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
