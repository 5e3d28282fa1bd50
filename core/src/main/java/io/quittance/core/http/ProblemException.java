package io.quittance.core.http;

import io.quittance.core.http.ProblemDocument.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request is answered with a problem document. Expected, so it has no stack trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final transient ProblemDocument document;
    private final transient Map<String, String> headers;

    private ProblemException(ProblemDocument document, Map<String, String> headers) {
        super(document.detail(), null, false, false);
        this.document = document;
        this.headers = Map.copyOf(headers);
    }

    /** 400: these values are wrong, at least one. */
    static ProblemException invalid(List<InvalidValue> errors) {
        String detail = errors.size() == 1 ? "A value is wrong" : errors.size() + " values are wrong";
        return new ProblemException(new ProblemDocument(400, "Bad request", detail, errors), Map.of());
    }

    /** 401: nobody known. */
    static ProblemException unauthenticated(String challenge, String detail) {
        return of(401, "Unauthorized", detail, Map.of("WWW-Authenticate", challenge));
    }

    /** 403: known, and not allowed. */
    static ProblemException forbidden(String detail) {
        return of(403, "Forbidden", detail, Map.of());
    }

    /** 404: there is no such thing, or not for this caller. */
    static ProblemException notFound(String detail) {
        return of(404, "Not found", detail, Map.of());
    }

    /** 405: the path takes only these methods. */
    static ProblemException methodNotAllowed(Set<String> allowed) {
        String methods = String.join(", ", allowed);
        return of(405, "Method not allowed", "The path takes only " + methods, Map.of("Allow", methods));
    }

    /** 409: does not fit what is there. */
    static ProblemException conflict(String detail) {
        return of(409, "Conflict", detail, Map.of());
    }

    /** 429: too often in vain. */
    static ProblemException tooMany(String detail, Duration retryAfter) {
        return of(429, "Too many requests", detail, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /** 503: will work again. */
    static ProblemException unavailable(String detail) {
        Map<String, String> headers = Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        return of(503, "Service unavailable", detail, headers);
    }

    /** Any other status. */
    static ProblemException of(int status, String title, String detail) {
        return of(status, title, detail, Map.of());
    }

    private static ProblemException of(int status, String title, String detail, Map<String, String> headers) {
        return new ProblemException(new ProblemDocument(status, title, detail, List.of()), headers);
    }

    /** The answer's body. */
    ProblemDocument document() {
        return document;
    }

    /** The answer's headers besides the content type. */
    Map<String, String> headers() {
        return headers;
    }
}
