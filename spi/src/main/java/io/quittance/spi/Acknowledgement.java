package io.quittance.spi;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The HTTP answer that a provider gets.
 *
 * @param status the status code, 200 to 599
 * @param headers headers by name; the gateway adds {@code Content-Length} and for a refusal what HTTP demands
 * @param body possibly empty. Says nothing about what exists in the gateway. Do not change the buffer
 */
public record Acknowledgement(int status, Map<String, String> headers, Buffer body) {

    /** How long a sender is asked to wait before it tries again, in seconds. */
    public static final int RETRY_AFTER_SECONDS = 10;

    public Acknowledgement {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("An acknowledgement has a status from 200 to 599, not " + status);
        }
        headers = Map.copyOf(headers);
    }

    /** A status without headers and body. */
    public static Acknowledgement empty(int status) {
        return new Acknowledgement(status, Map.of(), Buffer.buffer());
    }

    /**
     * The usual answers: one status for every success; for the refusals 400 malformed, 401 unauthenticated, 413 too large,
     * and 503 with {@code Retry-After} for what must be sent again, each with a problem document (RFC 9457) that tells the
     * sender no more than that.
     *
     * @param successStatus what the provider takes as acknowledgement, 200 to 299
     */
    public static Acknowledgement standard(IntakeOutcome outcome, int successStatus) {
        return switch (outcome) {
            case ACCEPTED, DUPLICATE, IGNORED -> empty(successStatus);
            case MALFORMED -> problem(400, "The notification is malformed", Map.of());
            case UNAUTHENTICATED -> problem(401, "The sender is not authenticated", Map.of());
            case TOO_LARGE -> problem(413, "The notification is too large", Map.of());
            case OVERLOADED, UNAVAILABLE ->
                problem(503, "Try again later", Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS)));
        };
    }

    private static Acknowledgement problem(int status, String title, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/problem+json");
        return new Acknowledgement(
                status, all, Buffer.buffer("{\"status\":" + status + ",\"title\":\"" + title + "\"}"));
    }
}
