package io.quittance.core.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quittance.spi.Acknowledgement;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What senders are answered that did not get as far as an account: the same whatever exists. */
final class IntakeAnswers {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    private IntakeAnswers() {}

    static Acknowledgement notFound() {
        return problem(NOT_FOUND, "Nothing is here", Map.of());
    }

    static Acknowledgement methodNotAllowed(SortedSet<String> allowed) {
        return problem(METHOD_NOT_ALLOWED, "The method is not allowed", Map.of("Allow", String.join(", ", allowed)));
    }

    static Acknowledgement tooSlow() {
        return problem(REQUEST_TIMEOUT, "The request did not come in time", Map.of());
    }

    static Acknowledgement notHttp() {
        return problem(BAD_REQUEST, "The request is not valid HTTP", Map.of());
    }

    /** The answer to a head that cannot be read, for this reason. */
    static Acknowledgement unreadable(@Nullable Throwable reason) {
        if (reason instanceof TooLongHttpLineException) {
            return problem(URI_TOO_LONG, "The address is too long", Map.of());
        }
        if (reason instanceof TooLongHttpHeaderException) {
            return problem(HEADERS_TOO_LARGE, "The headers are too large", Map.of());
        }
        return notHttp();
    }

    private static Acknowledgement problem(int status, String title, Map<String, String> headers) {
        Buffer body = new JsonObject().put("status", status).put("title", title).toBuffer();
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/problem+json");
        return new Acknowledgement(status, all, body);
    }
}
