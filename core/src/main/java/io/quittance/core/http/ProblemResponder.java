package io.quittance.core.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quittance.core.store.SqlFailure;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request that failed with a problem document. What is our own fault is logged, and not told. */
public final class ProblemResponder implements Handler<RoutingContext> {

    /** The media type of RFC 9457. */
    static final String MEDIA_TYPE = "application/problem+json";

    // What cannot be decoded reaches us before it has any status, or with that of an answer that nobody wrote.
    private static final int UNDECODABLE = 400;

    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemResponder.class);

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            response.reset();
            return;
        }
        ProblemException problem = problem(context);
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.document().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .end(Json.encodeToBuffer(problem.document()));
    }

    /** What is told of a failure. */
    static ProblemException problem(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (isCallerGone(context)) {
            return refused(UNDECODABLE);
        }
        if (isStoreUnavailable(failure)) {
            LOGGER.atWarn()
                    .addKeyValue("reason", String.valueOf(failure))
                    .log("A management request found the store unavailable");
            return ProblemException.unavailable("The store cannot be reached");
        }
        int status = context.statusCode();
        return status >= 500 ? unexpected(failure) : refused(Math.max(UNDECODABLE, status));
    }

    // The store is asked once a request was read to its end; what is lost before is the caller's connection.
    private static boolean isCallerGone(RoutingContext context) {
        Throwable failure = context.failure();
        return !context.request().isEnded()
                && (failure instanceof IOException || failure instanceof HttpClosedException);
    }

    // The reactive client tells an exhausted pool by a plain VertxException, and by one of its own what the server
    // said.
    private static boolean isStoreUnavailable(@Nullable Throwable failure) {
        return failure != null
                && (SqlFailure.isConnectionLost(failure)
                        || failure instanceof VertxException && !(failure instanceof DatabaseException));
    }

    private static ProblemException unexpected(@Nullable Throwable failure) {
        LOGGER.atError().setCause(failure).log("A management request failed unexpectedly");
        return ProblemException.of(500, "Internal server error", "The gateway failed; its log tells why");
    }

    private static ProblemException refused(int status) {
        String detail = switch (status) {
            case UNDECODABLE -> "The request's path, query or body cannot be decoded";
            case 404 -> "There is no such path; /openapi.json lists all";
            case 413 -> "A body has at most " + ManagementRouter.MAX_BODY_BYTES + " bytes";
            default -> "The request is refused";
        };
        return ProblemException.of(status, HttpResponseStatus.valueOf(status).reasonPhrase(), detail);
    }
}
