package io.quittance.distribution;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP answer.
 *
 * @param headers names in lower case
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonObject json() {
        return new JsonObject(text());
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer answer
                && status == answer.status
                && headers.equals(answer.headers)
                && Arrays.equals(body, answer.body);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body) + status;
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + text();
    }
}
